# Made-up record files: a police department in each of many cities, with ten orders of three rules
# each, and a statute for each state above them. The same numbers give the same files, whatever awk.
#
#   awk -v bodies=10000 -v folder=made -f benches/records.awk

function next_random(range) {
    seed = (seed * 16807) % 2147483647
    return seed % range
}

function dates(from) {
    return sprintf("label = \"%d-%02d-%02d\"\ndates = { issued = \"%d-%02d-%02d\", effective = \"%d-%02d-%02d\" }\n", \
        from, month, day, from, month, day, from, month, day)
}

function rule(file, id, says) {
    printf "\n[[directive.version.rule]]\nid = \"%s\"\nsays = \"%s\"\ncite = \"%s.%d\"\nsummary = \"What the order says of it.\"\n", \
        id, says, "IV", next_random(9) + 1 > file
}

# A department is mostly of one mind about a topic.
function effect_of(body, at) {
    if (next_random(20) == 0)
        return effect[next_random(effects) + 1]
    return effect[(body * 7 + at * 13) % effects + 1]
}

function head(file, id, title, number, type, binds) {
    printf "\n[[directive]]\nid = \"%s\"\ntitle = \"%s\"\nnumber = \"%s\"\ntype = \"%s\"\nbinds = [%s]\n", \
        id, title, number, type, binds > file
    printf "\n[directive.source.text]\ntitle = \"%s\"\nurl = \"https://records.example/%s.pdf\"\ndate = \"2021\"\nkind = \"primary\"\n", \
        title, id > file
    month = next_random(12) + 1
    day = next_random(28) + 1
    printf "\n[[directive.version]]\n%stext = \"full\"\nlast_checked = \"2025-06\"\nstanding = \"documented\"\nsources = [\"text\"]\n", \
        dates(2010 + next_random(12)) > file
}

BEGIN {
    seed = 2019
    states = split("al ar az ca co ct ga ia id in ks ky la ma md me mi mn mo ms mt nc nd ne nh nj nm nv ny oh ok or pa ri sc sd tn tx ut va vt wa wi wv wy", state, " ")
    topics = split("hold-on-detainer act-on-admin-warrant notify-release share-status inquire-status jail-access transfer-custody assist-arrest provide-resources joint-operations", topic, " ")
    sides = split("ice dhs cbp any-federal immigration-authorities", side, " ")
    facts = split("judicial-warrant criminal-warrant legally-required in-custody booked felony-suspected convicted lawful-stop", fact, " ")
    effects = split("prohibits prohibits permits requires", effect, " ")
    register = folder "/register.toml"
    for (s = 1; s <= states; s++) {
        id = "made-" state[s] "-legislature"
        printf "[[organization]]\nid = \"%s\"\nkind = \"legislature\"\nplace = \"us-%s\"\nnames = [{ name = \"Made-up legislature of %s\" }]\n\n", id, state[s], state[s] > register
        file = folder "/" id ".toml"
        head(file, id "/act", "Act of " state[s], "Act 1", "statute", "{ within = \"us-" state[s] "\", kinds = [\"police\"] }")
        rule(file, "share-status", "permits share-status for any-federal protected")
        rule(file, "hold", "requires hold-on-detainer for ice when " fact[next_random(facts) + 1])
        rule(file, "limit", (next_random(4) == 0 ? "prohibits adopt-limiting-policy" : "requires adopt-policy"))
        close(file)
    }
    for (b = 1; b <= bodies; b++) {
        s = state[next_random(states) + 1]
        place = "us-" s "-made-" b
        id = "made-" b "-pd"
        printf "[[place]]\nid = \"%s\"\nname = \"City %d\"\nkind = \"city\"\nparent = \"us-%s\"\n\n", place, b, s > register
        printf "[[organization]]\nid = \"%s\"\nkind = \"police\"\nplace = \"%s\"\nnames = [{ name = \"City %d Police Department\" }]\n\n", id, place, b > register
        file = folder "/" id ".toml"
        for (d = 1; d <= 10; d++) {
            word = topic[d]
            head(file, id "/order-" d, "Order " d " on " word, "Order " d, "general-order", "{ org = \"" id "\" }")
            for (r = 1; r <= 3; r++) {
                at = (r == 1 ? d : next_random(topics) + 1)
                id_of_rule = (r == 1 ? "first" : r == 2 ? "second" : "third")
                joint = (r == 1 ? "unless" : "when")
                rule(file, id_of_rule, effect_of(b, at) " " topic[at] " for " side[next_random(sides) + 1] " " joint " " fact[next_random(facts) + 1])
            }
        }
        close(file)
    }
}
