//! Made-up instruments of the kinds that are hard to code (`fixtures/good/unseen`): nested
//! conditions, "may only if", months without days, disputed bonds. Every answer is worked out by
//! hand from the model.

use super::made_up;
use super::telling::{case, hold};

#[test]
fn nested_conditions_and_may_only_if() {
    let bans = &[
        "prohibits, prohibits-unless, certain",
        "officer for ice: prohibits, fairview-oh-pd/go-101@2020-01-15#act-on-admin-warrant",
    ];
    let permits = &[
        "permits, prohibits-unless, certain",
        "officer for ice: permits, fairview-oh-pd/go-101@2020-01-15#act-on-admin-warrant",
    ];
    hold(
        made_up(),
        &[
            case(
                "fairview-oh-pd act-on-admin-warrant for ice on 2020-06-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, fairview-oh-pd/go-101@2020-01-15#act-on-admin-warrant",
                    "changed by judicial-warrant+violent-conviction | emergency+judicial-warrant+prior-deportation | judicial-warrant+prior-deportation+supervisor-approval",
                ],
                "section 3: permitted under the condition and by that prohibited otherwise",
            ),
            case(
                "fairview-oh-pd act-on-admin-warrant for ice on 2020-06-01 given judicial-warrant,prior-deportation",
                bans,
                "the inner parentheses ask for a supervisor or an emergency too",
            ),
            case(
                "fairview-oh-pd act-on-admin-warrant for ice on 2020-06-01 given violent-conviction,emergency",
                bans,
                "no warrant",
            ),
            case(
                "fairview-oh-pd act-on-admin-warrant for ice on 2020-06-01 given judicial-warrant,homicide-conviction",
                permits,
                "a homicide is a violent felony",
            ),
            case(
                "fairview-oh-pd act-on-admin-warrant for ice on 2020-06-01 given criminal-warrant,prior-deportation,chief-approval",
                permits,
                "a criminal warrant is a judge's; the chief stands above a supervisor",
            ),
            case(
                "fairview-oh-pd act-on-admin-warrant for ice on 2020-01-31",
                &["none, none, certain"],
                "issued in January, in effect on 1 February 2020",
            ),
        ],
    );
}

#[test]
fn may_only_if_with_an_unless_says_nothing_where_the_unless_holds() {
    hold(
        made_up(),
        &[
            case(
                "mill-county-oh-sheriff hold-on-detainer for ice on 2020-08-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "jail for ice: prohibits, mill-county-oh-sheriff/jail-policy@2020-07-01#hold-on-detainer",
                    "changed by judicial-warrant | time-limit-passed",
                ],
                "only when a judge's warrant is there",
            ),
            case(
                "mill-county-oh-sheriff hold-on-detainer for ice on 2020-08-01 given judicial-warrant",
                &[
                    "permits, prohibits-unless, certain",
                    "jail for ice: permits, mill-county-oh-sheriff/jail-policy@2020-07-01#hold-on-detainer",
                ],
                "with it",
            ),
            case(
                "mill-county-oh-sheriff hold-on-detainer for ice on 2020-08-01 given time-limit-passed",
                &["none, prohibits-unless, certain", "jail for ice: nothing"],
                "after 48 hours the rule neither bans",
            ),
            case(
                "mill-county-oh-sheriff hold-on-detainer for ice on 2020-08-01 given judicial-warrant,time-limit-passed",
                &["none, prohibits-unless, certain", "jail for ice: nothing"],
                "nor permits",
            ),
        ],
    );
}

#[test]
fn a_month_without_a_day_is_one_unknown_for_the_end_and_the_successor() {
    hold(
        made_up(),
        &[
            case(
                "fairview-oh-pd transport for ice on 2021-02-28",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, fairview-oh-pd/go-90@2015-06-01#transport",
                ],
                "the old order",
            ),
            case(
                "fairview-oh-pd transport for ice on 2021-03-15",
                &[
                    "uncertain, mixed, uncertain",
                    "everyone for ice: nothing",
                    "or prohibits, prohibits: prohibits, fairview-oh-pd/go-90@2015-06-01#transport",
                ],
                "never both, never neither: the new order permits only as means allow",
            ),
            case(
                "fairview-oh-pd transport for ice on 2021-03-15 given resources-available",
                &[
                    "uncertain, mixed, uncertain",
                    "everyone for ice: permits, fairview-oh-pd/go-103@2021-03#transport",
                    "or prohibits, prohibits: prohibits, fairview-oh-pd/go-90@2015-06-01#transport",
                ],
                "the same with means",
            ),
            case(
                "fairview-oh-pd transport for ice on 2021-04-01 given resources-available",
                &[
                    "permits, permits-when, certain",
                    "everyone for ice: permits, fairview-oh-pd/go-103@2021-03#transport",
                ],
                "the new order; its draft, which would require it, never counts",
            ),
            case(
                "fairview-oh-pd house-detainees for ice on 2021-02-28",
                &["none, none, certain"],
                "the month has not begun",
            ),
            case(
                "fairview-oh-pd house-detainees for ice on 2021-03-01",
                &[
                    "uncertain, mixed, uncertain",
                    "everyone for ice: prohibits, fairview-oh-pd/go-103@2021-03#house-detainees",
                    "or none, none: nothing",
                ],
                "some day of March",
            ),
            case(
                "fairview-oh-pd house-detainees for ice on 2021-03-31",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, fairview-oh-pd/go-103@2021-03#house-detainees",
                ],
                "on the last day at the latest",
            ),
        ],
    );
}

#[test]
fn a_bond_disputed_since_a_month() {
    hold(
        made_up(),
        &[
            case(
                "mill-county-oh-sheriff notify-release for ice on 2022-05-31",
                &[
                    "prohibits, mixed, certain",
                    "jail for ice: prohibits, mill-county-oh-board/policy-5@2021-01-05#notify-release",
                    "everyone for ice: prohibits, mill-county-oh-board/policy-5@2021-01-05#notify-release",
                    "clash mill-county-oh-board/policy-5@2021-01-05#notify-release over mill-county-oh-sheriff/jail-policy@2020-07-01#notify-release, rank",
                ],
                "nobody disputes it yet; the Board's ban prevails over the Sheriff's duty, which is the jail's",
            ),
            case(
                "mill-county-oh-sheriff notify-release for ice by jail on 2022-07-01",
                &[
                    "prohibits, mixed, uncertain",
                    "jail for ice: prohibits, mill-county-oh-board/policy-5@2021-01-05#notify-release",
                    "or none, requires-when: nothing",
                    "disputed mill-county-oh-board/policy-5@2021-01-05#notify-release",
                    "clash mill-county-oh-board/policy-5@2021-01-05#notify-release over mill-county-oh-sheriff/jail-policy@2020-07-01#notify-release, rank",
                ],
                "since June 2022 the Sheriff says that the Board does not bind the office",
            ),
            case(
                "mill-county-oh-sheriff notify-release for ice by jail on 2022-07-01 given immigration-detainer",
                &[
                    "prohibits, mixed, uncertain",
                    "jail for ice: prohibits, mill-county-oh-board/policy-5@2021-01-05#notify-release",
                    "or requires, requires-when: requires, mill-county-oh-sheriff/jail-policy@2020-07-01#notify-release",
                    "disputed mill-county-oh-board/policy-5@2021-01-05#notify-release",
                    "clash mill-county-oh-board/policy-5@2021-01-05#notify-release over mill-county-oh-sheriff/jail-policy@2020-07-01#notify-release, rank",
                ],
                "the Sheriff's own duty, were the Board's ban away",
            ),
            case(
                "mill-county-oh-sheriff notify-release for ice by jail on 2022-07-01 given immigration-detainer,judicial-warrant",
                &[
                    "requires, mixed, certain",
                    "jail for ice: requires, mill-county-oh-sheriff/jail-policy@2020-07-01#notify-release",
                    "clash mill-county-oh-board/policy-5@2021-01-05#notify-release over mill-county-oh-sheriff/jail-policy@2020-07-01#notify-release, rank",
                ],
                "with a warrant the Board's ban says nothing, and nothing hangs on the dispute",
            ),
        ],
    );
}

#[test]
fn bonds_of_a_rule_and_roles_in_a_bond() {
    hold(
        made_up(),
        &[
            case(
                "fairview-oh-jail record-request for ice on 2020-06-01",
                &[
                    "requires, requires, certain",
                    "everyone for ice: requires, fairview-oh-council/ord-7@2019-05-01#record-request",
                ],
                "the rule's own list names the jail",
            ),
            case(
                "fairview-oh-pd record-request for ice on 2020-06-01",
                &["none, none, certain", "coded not-coded"],
                "and then counts alone",
            ),
            case(
                "fairview-oh-jail share-information for ice on 2020-06-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, fairview-oh-council/ord-7@2019-05-01#share-information",
                ],
                "the rest of the ordinance binds every body of the city",
            ),
            case(
                "mill-county-oh-sheriff hold-on-detainer for ice on 2023-06-01",
                &[
                    "requires, mixed, certain",
                    "jail for ice: requires, ohio-legislature/hb-901@2023-01-01#hold-on-detainer",
                    "clash ohio-legislature/hb-901@2023-01-01#hold-on-detainer over mill-county-oh-sheriff/jail-policy@2020-07-01#hold-on-detainer, rank",
                ],
                "the act binds sheriffs as jails",
            ),
            case(
                "mill-county-oh-sheriff hold-on-detainer for ice by officer on 2023-06-01",
                &["none, none, certain"],
                "not their deputies on patrol",
            ),
            case(
                "fairview-oh-pd hold-on-detainer for ice on 2023-06-01",
                &["none, none, certain"],
                "nor the police",
            ),
        ],
    );
}

#[test]
fn a_suspension_until_a_month() {
    hold(
        made_up(),
        &[
            case(
                "fairview-oh-pd advise-person for ice on 2020-05-09",
                &[
                    "requires, requires, certain",
                    "everyone for ice: requires, fairview-oh-council/ord-7@2019-05-01#advise-person",
                ],
                "the day before",
            ),
            case(
                "fairview-oh-pd advise-person for ice on 2020-06-01",
                &[
                    "none, none, certain",
                    "suspended fairview-oh-council/ord-7@2019-05-01#advise-person",
                ],
                "enjoined",
            ),
            case(
                "fairview-oh-pd advise-person for ice on 2020-08-15",
                &[
                    "uncertain, mixed, uncertain",
                    "everyone for ice: requires, fairview-oh-council/ord-7@2019-05-01#advise-person",
                    "or none, none: nothing",
                    "suspended fairview-oh-council/ord-7@2019-05-01#advise-person",
                ],
                "stayed on some day of August",
            ),
            case(
                "fairview-oh-pd advise-person for ice on 2020-09-01",
                &[
                    "requires, requires, certain",
                    "everyone for ice: requires, fairview-oh-council/ord-7@2019-05-01#advise-person",
                ],
                "back",
            ),
        ],
    );
}

#[test]
fn the_files_stand_as_dump_writes_them() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    for directive in super::read(&["fixtures/corpus", "fixtures/good/unseen"]).directives {
        let file = format!("{}.toml", directive.id);
        let made = root.join("fixtures/good/unseen").join(&file);
        let path = if made.exists() {
            made
        } else {
            root.join("fixtures/corpus").join(&file)
        };
        let text = std::fs::read_to_string(&path).expect("a record");
        assert_eq!(text, comity::records::write_directive(&directive), "{file}");
    }
}
