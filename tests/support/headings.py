"""Numbers and headings of the treaties, written down apart from the data so that the two can be held against each
other.
"""

from __future__ import annotations

BUDAPEST = """
1 Definitions
2 Illegal access
3 Illegal interception
4 Data interference
5 System interference
6 Misuse of devices
7 Computer-related forgery
8 Computer-related fraud
9 Offences related to child pornography
10 Offences related to infringements of copyright and related rights
11 Attempt and aiding or abetting
12 Corporate liability
13 Sanctions and measures
14 Scope of procedural provisions
15 Conditions and safeguards
16 Expedited preservation of stored computer data
17 Expedited preservation and partial disclosure of traffic data
18 Production order
19 Search and seizure of stored computer data
20 Real-time collection of traffic data
21 Interception of content data
22 Jurisdiction
23 General principles relating to international co-operation
24 Extradition
25 General principles relating to mutual assistance
26 Spontaneous information
27 Procedures pertaining to mutual assistance requests in the absence of applicable international agreements
28 Confidentiality and limitation on use
29 Expedited preservation of stored computer data
30 Expedited disclosure of preserved traffic data
31 Mutual assistance regarding accessing of stored computer data
32 Trans-border access to stored computer data with consent or where publicly available
33 Mutual assistance in the real-time collection of traffic data
34 Mutual assistance regarding the interception of content data
35 24/7 Network
36 Signature and entry into force
37 Accession to the Convention
38 Territorial application
39 Effects of the Convention
40 Declarations
41 Federal clause
42 Reservations
43 Status and withdrawal of reservations
44 Amendments
45 Settlement of disputes
46 Consultations of the Parties
47 Denunciation
48 Notification
"""

UNCC = """
1 Statement of purpose
2 Use of terms
3 Scope of application
4 Offences established in accordance with other United Nations conventions and protocols
5 Protection of sovereignty
6 Respect for human rights
7 Illegal access
8 Illegal interception
9 Interference with electronic data
10 Interference with an information and communications technology system
11 Misuse of devices
12 Information and communications technology system-related forgery
13 Information and communications technology system-related theft or fraud
14 Offences related to online child sexual abuse or child sexual exploitation material
15 Solicitation or grooming for the purpose of committing a sexual offence against a child
16 Non-consensual dissemination of intimate images
17 Laundering of proceeds of crime
18 Liability of legal persons
19 Participation and attempt
20 Statute of limitations
21 Prosecution, adjudication and sanctions
22 Jurisdiction
23 Scope of procedural measures
24 Conditions and safeguards
25 Expedited preservation of stored electronic data
26 Expedited preservation and partial disclosure of traffic data
27 Production order
28 Search and seizure of stored electronic data
29 Real-time collection of traffic data
30 Interception of content data
31 Freezing, seizure and confiscation of the proceeds of crime
32 Establishment of criminal record
33 Protection of witnesses
34 Assistance to and protection of victims
35 General principles of international cooperation
36 Protection of personal data
37 Extradition
38 Transfer of sentenced persons
39 Transfer of criminal proceedings
40 General principles and procedures relating to mutual legal assistance
41 24/7 network
42 International cooperation for the purpose of expedited preservation of stored electronic data
43 International cooperation for the purpose of expedited disclosure of preserved traffic data
44 Mutual legal assistance in accessing stored electronic data
45 Mutual legal assistance in the real-time collection of traffic data
46 Mutual legal assistance in the interception of content data
47 Law enforcement cooperation
48 Joint investigations
49 Mechanisms for the recovery of property through international cooperation in confiscation
50 International cooperation for the purposes of confiscation
51 Special cooperation
52 Return and disposal of confiscated proceeds of crime or property
53 Preventive measures
54 Technical assistance and capacity-building
55 Exchange of information
56 Implementation of the Convention through economic development and technical assistance
57 Conference of the States Parties to the Convention
58 Secretariat
59 Implementation of the Convention
60 Effects of the Convention
61 Relation with protocols
62 Adoption of supplementary protocols
63 Settlement of disputes
64 Signature, ratification, acceptance, approval and accession
65 Entry into force
66 Amendment
67 Denunciation
68 Depositary and languages
"""

SECOND_PROTOCOL = """
1 Purpose
2 Scope of application
3 Definitions
4 Language
5 General principles applicable to Chapter II
6 Request for domain name registration information
7 Disclosure of subscriber information
8 Giving effect to orders from another Party for expedited production of subscriber information and traffic data
9 Expedited disclosure of stored computer data in an emergency
10 Emergency mutual assistance
11 Video conferencing
12 Joint investigation teams and joint investigations
13 Conditions and safeguards
14 Protection of personal data
15 Effects of this Protocol
16 Signature and entry into force
17 Federal clause
18 Territorial application
19 Reservations and declarations
20 Status and withdrawal of reservations
21 Amendments
22 Settlement of disputes
23 Consultations of the Parties and assessment of implementation
24 Denunciation
25 Notification
"""

FIRST_PROTOCOL = """
1 Purpose
2 Definition
3 Dissemination of racist and xenophobic material through computer systems
4 Racist and xenophobic motivated threat
5 Racist and xenophobic motivated insult
6 Denial, gross minimisation, approval or justification of genocide or crimes against humanity
7 Aiding and abetting
8 Relations between the Convention and this Protocol
9 Expression of consent to be bound
10 Entry into force
11 Accession
12 Reservations and declarations
13 Status and withdrawal of reservations
14 Territorial application
15 Denunciation
16 Notification
"""
