"""What goes with a release copy: the gate that it passes, its cover, and the schedule of what was withheld."""
