"""The heat strip as a picture on a sheet, with what it shows in words for those who do not see it."""

from __future__ import annotations

import io

from gapcheck.report.pictures.drawing import WIDTH
from gapcheck.report.pictures.raster import can_draw_png, png_bytes
from gapcheck.report.pictures.strip import strip_of
from gapcheck.report.pictures.strip_drawing import strip_band_svg
from gapcheck.report.workbook.cover import Cover

PIXELS = 2 * WIDTH
"""The width of the image; it is shown smaller, so that it stays sharp on paper."""
SHOWN = 950
"""The width on the screen, in pixels: that of the columns under it."""
POINTS = 0.75
"""The height of a pixel of the screen."""
LEFT_OUT = (
    "The picture is left out: what draws it, gapcheck[pdf], is not installed where this was written. The sheet "
    "Articles (A4) has the same in words."
)


def put_strip(cover: Cover) -> None:
    """The strip under its heading, in a row of its own; nothing where no article holds a duty."""
    sheet, strip = cover.sheet, strip_of(cover.sheet.report)
    if not strip.cells:
        return
    cover.section(sheet.named("Articles at a glance"))
    if not can_draw_png():
        cover.pair("Picture", LEFT_OUT)
        return
    image = png_bytes(strip_band_svg(strip), PIXELS)
    height = int.from_bytes(image[20:24], "big") * SHOWN // PIXELS
    sheet.height(cover.row, height * POINTS + 6)
    scale = SHOWN / PIXELS
    options = {
        "image_data": io.BytesIO(image),
        "x_scale": scale,
        "y_scale": scale,
        "x_offset": 4,
        "y_offset": 4,
        # It moves with its row, and is not stretched with it.
        "object_position": 2,
        "description": strip.description,
    }
    sheet.sheet.insert_image(cover.row, 0, "strip.png", options)
    cover.row += 1
