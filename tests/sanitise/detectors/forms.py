"""Identifiers as people write them, each in brackets of its own; invented, or published as examples."""

# channel -> texts with the identifier between « and ».
TRUE_FORMS: dict[str, tuple[str, ...]] = {
    "postcode": (
        "Now at «LS1 4AP».", "now at «ls14ap» ok", "(«LS1  4AP»)", "«LS1\n4AP»", "«LS1-4AP»", "«LS1.4AP»",
        "letter_«LS1 4AP»_final.docx", "letter_«LS1_4AP»_final.docx", "at «LS1\u00a04AP»", "«LS1\u200b 4AP»",
        "«SW1A 1AA»'s", "«EC1A 1BB»", "«W1T 3JH»", "«M1 1AE»,", "«GIR 0AA»", "at «LSI 4AP» now",
        "at «LS1 4AP»", "«0X14 1AA»", "«BT1 5GS»", "«IM1 1AE»", "Postcode«LS1 4AP»Telephone",
        "a\t«LS1 4AP»\tb", "?pc=«LS14AP»&x=1", "«LS1+4AP»", "«L S 1 4 A P»",
    ),
    "outcode": (
        "postcode area «BS5»", "they are in «NE4» now", "in «LS6», LS7 or LS8", "in LS6, «LS7» or LS8",
        "the «KT2» area", "«LS1 4**»", "outcode: «ls12»",
    ),
    "phone": (
        "ring «0113 496 0000»", "ring «(0113) 496 0000».", "ring «(0113)4960000»", "«+44 113 496 0000»",
        "«+44 (0)113 496 0000» now", "«+44 20 7946 0000»,", "«0044 113 496 0000»", "«+441134960000»", "«020 7946 0000»",
        "«01632960000».", "«01223 345678/9»", "«0113-496-0000»", "«0113.496.0000»", "Tel:«01298 23019»",
        "01223 345678 or «01298 23019» 3 children", "Fax«01223345678»", "«01223 345678 ext 12»",
        "«01223 345678 x 9»", "t: «01223 34 56 78»", "«0113\n4960000»", "Tel/Fax «01223 345678»",
        "01223 345678/«01223 456789»", "«44 1223 345678»", "«O113 496 0000»",
    ),
    "domain": (
        "«mash@leeds.gov.uk».", "see «https://www.leeds.gov.uk/a?b=c#d».", "<«head@oakfield.leeds.sch.uk»>",
        "«x@westyorkshire.police.uk»,", "«x@leeds.gov.uk.cjsm.net»",
        "(«https://leedscc.sharepoint.com/sites/x».", "«www.bradfordfamilysupport.org.uk»",
        "«office@roundhayschool.org.uk»", "«LEEDS.GOV.UK»", "«leeds.gov.uk/children»",
        "«mash at leeds dot gov dot uk»", "«mash[at]leeds.gov.uk»",
        "«https://teams.microsoft.com/l/meetup-join/19x»", "«x@leedscc.onmicrosoft.com»",
        "«mash@leeds.\ngov.uk»", "«ftp://files.leeds.gov.uk:21/x»",
    ),
    "tenant-id": (
        "SiteId\t«01234567-89ab-cdef-0123-456789abcdef»",
    ),
    "server-path": (
        "opened from «\\\\LCC-FS01\\Childrens\\MASH»",
    ),
    "upn": (
        "UPN «B801200005001»", "upn «a801200005001»", "UPN: «B 801 2000 05001»", "«b801-2000-05-001»",
        "«X80120000500A»", "UPN«B801200005001»", "UPN is «B 8012 0000 5001»", "«B8O1200005001»",
        "«B80120000\n5001»", "«B801200-\n005001»", "_«B801200005001»_x.pdf", "(«B801200005001»)",
    ),
    "laestab": (
        "LAESTAB «383/2001»", "DfE number «3832001»", "DfE no. «383-2001»", "School no: «383 2345»",
        "LA code: «383»", "Sending LA: «383»", "School «383/4352» closed",
        "«383 2107» (LA and establishment number)",
    ),
    "gss": (
        "ward «E05001410»", "«e08000035»", "«E08 000035»", "«W06000015».", "«E0800OO35»", "«K02000001»",
        "LSOA_«E01011353»_x",
    ),
    "uprn": (
        "UPRN: «100051234567»", "USRN «45501234»", "«100051234567»", "UPRN is «7001»", "«10001234567» (UPRN)",
        "«osgb1000012345678»",
    ),
    "ods": (
        "practice code «A81001»", "«A81001»", "«y00123»", "ODS code: «RR8»", "Hospital Trust («RR801»)",
        "«QWO» (ODS)", "ODS site «RR827»", "«A81001001»",
    ),
    "file-name": (
        "«3832001_CTF_8212002_001.xml»", "«383LLLL_CTF_XXXXXXX_001.xml»", "«3832001_ctf_8212002_001 (1).XML»",
        "«8212001_SC1_383LL24_001.xml»",
    ),
    "urn": (
        "«EY123456»", "«SC 123456»", "URN: «100123»", "School URN «I44512»", "Ofsted no. «2512345»",
        "unique reference number: «123456»",
    ),
    "cqc": (
        "CQC location «1-101234567»", "«1-1234567890»", "CQC ID: «RR801»",
    ),
    "company": (
        "Company no. «01234567»", "registered in England and Wales (no. «01234567»)",
        "charity number «1123456-1»", "«NI012345»", "Registered charity «1113066»",
    ),
    "land-title": (
        "title no «K105»", "«WYK123456»", "«TGL312172»", "Title number: «HW8112»",
        "Land Registry title «nk60290»",
    ),
    "meter-point": (
        "MPAN «20 0001 2345 678»", "MPRN «1234567890»",
    ),
    "account-ref": (
        "Council tax account number «812345678»", "rent ref: «12345678»",
        "Housing benefit claim no «HB/123456»",
    ),
    "dx": (
        "«DX 12345 Leeds 1»", "«DX: 712345 Kingston upon Hull 12»",
    ),
    "vehicle": (
        "reg «LD12 ABC»", "«LD12ABC»", "«ld12abc»", "a black Ford, «P123 ABC»", "car «ABC 123D»",
        "van «JIL 1234»", "«AIA-1234»", "reg no «K1 ABC»", "Vehicle reg «LK6O HJE»", "vehicle «LD12\nABC»",
        "index «A123BCD».",
    ),
    "road": (
        "crash on the «A61»", "«junction 24» of the road", "left at «J24 of the M62»", "the «A647» was shut",
        "the «A1(M)» near there", "off the «M62»",
    ),
    "transport-stop": (
        "bus stop «450012345»", "NaPTAN «45010123»", "CRS code «LDS»",
    ),
    "address": (
        "at «12 Elm Grove».", "at «Flat 3, 12 Elm Grove»", "«12A-14 High Street»", "lives at «12 elm grove»",
        "«12 ELM GROVE», Otley", "lives on «Elm Grove»", "off «Mill Lane»", "«1 The Green»",
        "«Rose Cottage»\nMill Lane\nOtley\nLS21 1AA", "Rose Cottage\n«Mill Lane»\nOtley\nLS21 1AA",
        "«PO Box 123»", "«Flat 2, Elm House»", "«132a Queensway»",
        "at «12 Heol Kenyon»", "met Lucy on «Pasley Street»", "in touch with «Cazenove Road» tenants",
        "«12 Mill Street»",
    ),
    "grid-reference": (
        "at «SE 296 338»", "«SE296338»", "«SE29603380»", "«SE 29600 33800»", "grid ref «se 296 338»",
        "«SE\t296\t338»", "«TQ 2960, 3380»", "Easting «429600, northing 433800»",
        "grid reference «NO 123 456»",
    ),
    "coordinates": (
        "«53.8008, -1.5491»", "«53.80080,-1.54910»", "«51°32'34\"N 0°03'07\"W»", "«53°48.048' N 1°32.946' W»",
        "«9C5W6RF2+4Q»", "«geo:53.80,-1.54»", "«-1.5491, 53.8008»", "Latitude: «53.8008»",
        "«53.8008N 1.5491W»",
    ),
    "what3words": (
        "«///filled.count.soap»", "w3w: «filled.count.soap»", "at «filled.count.soap»",
    ),
    "map-link": (
        "«https://maps.app.goo.gl/abc».", "«google.co.uk/maps/@53.8,-1.5»",
        "(«https://what3words.com/filled.count.soap»)",
    ),
    "court-reference": (
        "Case «LV24C01234»", "«lv24c01234»", "«LV 24 C 01234»", "«9BM30477»", "«F02YM752»",
        "«CC-2023-MAN-000012»", "«2023/2/YOR»", "«24/2801/000123T»", "«EH383/23/00123»", "«2405678/2023»",
        "«MAN/00DA/HMF/2022/0012»", "COP «13456789»", "«FD21P00123»", "«LV24CO1234»",
    ),
    "police-reference": (
        "URN «13AB1234524»", "«13 D7 96733 19»", "«13/D7/96733/19»", "crime ref «13240123456»",
        "crime number «42/12345/24»", "«CAD 1234/12MAR24»", "«log 123 of 01/02/24»", "«CRI/1234/24»",
        "occurrence no: «44240123456»", "Crime ref «KB/1234/24»", "Crime ref «36/420839/19»",
    ),
    "collar-number": (
        "«PC 1234»", "«PCSO 7123»", "«Sgt 45 AB» said", "«DC 1234»",
    ),
    "nhs-number": (
        "«943 476 5919»", "NHS No: «9434765919»", "NHS number «943-476-5919».", "CHI «0101701234»",
        "H&C number «3201234567»",
    ),
    "linkage-id": (
        "NI «AB 12 34 56 C»", "«AB123456C»", "passport number «123456789»", "«MORGA657054SM9IJ»",
        "prison no «A1234BC»", "ULN «1234567890»", "PNC ID «04/1234X»",
    ),
    "soft-clue": (
        "took the «tram» home", "she passed the «eleven plus»", "the «middle school»",
    ),
}  # fmt: skip

# Nothing of the identifiers' channels in these.
HARD_NEGATIVES: tuple[str, ...] = (
    "Regulation (EC) No 207/2009 and 2016/679 apply.", "under s.47 and s.17, section 20, S47 enquiries",
    "paragraph K105", "exhibit A1, exhibit B12 and tab C3", "on A4 paper, an A3 sheet, the A4 form",
    "Seen 01/02/2024 10:30 and 01-02-2024 11.15", "on the 50th centile, 0.4th-2nd centile",
    "BP 120/80, HR 72, SpO2 98%", "scores 12/345 and 98/100", "aged 8 years 4 months",
    "Amoxicillin 250mg/5ml TDS, 10 mg, B12 1mg", "ISBN 0-14-012345-6 and ISBN 978-0-14-012345-6",
    "IBAN GB29 NWBK 6016 1331 9268 19", "order number 01234567890", "Ref: 01234567890",
    "[2019] EWCA Civ 1234, [2021] EWFC 45 (B), [2021] EWFC B12", "[2020] EWHC 1234 (Fam); (1999) 2 FLR 123",
    "Children Act 1989 s 31(2)(a)", "45% of pupils, 12.5 %", "£1,204.50 and £120.00", "192.168.10.25",
    "version 1.2.3, page 4 of 7", "Year 4, Year 9, Key Stage 2, KS2", "P45, P60, B12, H1N1", "the M25 area",
    "page E34 and [B123]", "at E34 and E35", "Child A 9, Adult 1, Unborn 1, Child B 12",
    "Ring 0300 300 8000, 0303 123 1113, 0800 1111 or 07700 900123.", "ring 116123 or 116 111",
    "Room B1 2nd floor", "in CO2 terms", "pain in L4 and L5 of the spine",
    "Supreme Court, Family Court and 3 High Court judges", "2 Family Court hearings", "a 10 minute drive",
    "5 miles down the road", "on the main road, on a busy road", "12 March 2024, 3 May 2023",
    "In 2019 Green Lane", "nurse@nhs.net, a@education.gov.uk",
    "www.gov.uk/guidance, mum@gmail.com, x@hotmail.co.uk", "home.She went", "AQA 8700, Edexcel 1MA1, OCR J560",
    "ICD-10 F84.0; SNOMED 408856003", "YR11 SEN and KS12 AND", "BMW 320D", "the B12 injection",
    "GCSE grade 9-1", "12345678", "123456", "Invoice 2023/4471", "Windows 11, Office 365", "COVID-19, H5N1",
    "responsibilities notwithstanding", "internationalisation", "10.30am to 11.45am",
    "height 104 cm, weight 17.2 kg", "ISO 9001", "8GB, 16GB", "see steps A1 to A5",
    "mean 52.3 (SD 1.2), 54.123 0.456", "log in to the system", "Sgt Pepper", "PC 19 inch monitor",
    "the school number is not known", "Postcode: ", "UPN: \nUPRN: \nURN: ", "Address: not known",
    "Address:\nDate of birth:\nName:", "tel: ", "police log", "Crime ref: to follow",
    "on Monday Close of play", "9am-5pm; 24/7", "12:00-13:00",
    "https://www.gov.uk/government/publications/working-together-to-safeguard-children--2", "x = a_b_c",
    "item_12_of_20",
)  # fmt: skip
