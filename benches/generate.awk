# Makes up a flat table of directives with three rules each, the same one every time, and the record
# files of its bodies.
#
#   awk -v directives=100000 -v folder=DIR -f benches/generate.awk
#
# writes DIR/rules.csv, DIR/places.toml and DIR/organizations.toml. There are as many towns as a
# fiftieth of the directives, each with a police department that issued fifty.

function pick(list, count) {
    # A generator of our own: awks differ in theirs.
    seed = (seed * 16807) % 2147483647
    return list[1 + seed % count]
}

function number(below) {
    seed = (seed * 16807) % 2147483647
    return seed % below
}

function day(first, span) {
    return sprintf("%04d-%02d-%02d", first + number(span), 1 + number(12), 1 + number(28))
}

BEGIN {
    seed = 20190921
    topics_count = split("hold-on-detainer notify-release act-on-admin-warrant inquire-status assist-arrest share-status", topics, " ")
    states_count = split("al ak az ar ca co ct de fl ga id il in ia ks ky la me md mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy", states, " ")
    types_count = split("general-order special-order memo bulletin", types, " ")
    subjects_count = split("Requests from other agencies|Persons held for others|Release from custody|Questions about persons stopped|Warrants of other agencies|Records and who may see them", subjects, "|")
    conditions_count = split("judicial-warrant custody-for-other-violation booked", conditions, " ")

    towns = int(directives / 50)
    if (towns < 1) towns = 1
    for (town = 1; town <= towns; town++) {
        state = states[1 + town % states_count]
        slug = "town-" town "-" state
        place = "us-" state "-town-" town
        printf "[[place]]\nid = \"%s\"\nname = \"Town %d\"\nkind = \"city\"\nparent = \"us-%s\"\n\n", place, town, state > (folder "/places.toml")
        printf "[[organization]]\nid = \"%s-pd\"\nkind = \"police\"\nplace = \"%s\"\nnames = [{ name = \"Town %d Police Department\" }]\n\n", slug, place, town > (folder "/organizations.toml")
    }

    out = folder "/rules.csv"
    print "directive,department,title,number,type,version,issued,effective,ended,authority_office,authority_name,effect,topic,counterpart,role,only,when,unless,protected,procedure,cite,summary,standing,source_url,binds,stage,modality,place" > out
    for (n = 0; n < directives; n++) {
        town = 1 + int(n / 50) % towns
        state = states[1 + town % states_count]
        body = "town-" town "-" state "-pd"
        nth = n % 50
        kind = pick(types, types_count)
        issued = day(1995, 28)
        effective = issued
        title = pick(subjects, subjects_count) ", part " (1 + number(40)) " of the manual"
        head = sprintf("%s/order-%02d,%s,\"%s\",Order %d.%02d,%s,%s,%s,%s,,Chief of Police [orders; documented],", body, nth, body, title, 100 + number(900), nth, kind, issued, issued, effective)
        for (rule = 0; rule < 3; rule++) {
            topic = topics[1 + (number(2) + rule * 2) % topics_count]
            if (number(3) == 0) {
                says = "permits," topic ",ice,jail,yes," pick(conditions, conditions_count) ",,no"
            } else {
                says = "prohibits," topic ",ice,officer,no,," pick(conditions, conditions_count) ",no"
            }
            printf "%s,%s,,%d.%c.%d,Officers look at the order of part %d before they answer such a request from another agency.,documented,https://records.example/%s/order-%02d,%s,adopted,shall,us-%s-town-%d\n", head, says, 1 + number(9), 65 + number(6), 1 + rule, 1 + number(12), body, nth, body, state, town > out
        }
    }
}
