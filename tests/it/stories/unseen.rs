//! Made-up instruments of the kinds that are hard to code (`fixtures/good/unseen`): nested
//! conditions, "may only if", rules about rules, months without days, disputed bonds, amendments
//! from below, general clauses that meet. Every answer is worked out by hand from the model.

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
fn a_protected_permission_of_the_state_takes_its_case_out_of_the_citys_ban() {
    hold(
        made_up(),
        &[
            case(
                "fairview-oh-pd share-status for ice on 2023-06-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, fairview-oh-council/ord-7@2019-05-01#share-information",
                ],
                "before the act the city's general clause decides",
            ),
            case(
                "fairview-oh-pd share-status for ice on 2024-06-01",
                &[
                    "permits, permits, certain",
                    "everyone for ice: permits, ohio-legislature/hb-900@2024-01-01#share-status",
                    "clash ohio-legislature/hb-900@2024-01-01#share-status over fairview-oh-council/ord-7@2019-05-01#share-information, rank",
                ],
                "protected: out of every ban below; nothing of this one is left, so nothing may be contrary",
            ),
            case(
                "fairview-oh-pd share-information for ice on 2024-06-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, fairview-oh-council/ord-7@2019-05-01#share-information",
                    "contrary to ohio-legislature/hb-900@2024-01-01#adopt-limiting-policy",
                    "changed by judicial-warrant",
                ],
                "the permission is narrower than what is asked",
            ),
            case(
                "fairview-oh-pd share-status for other-state on 2024-06-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for other-state: prohibits, fairview-oh-council/ord-7@2019-05-01#share-information",
                    "contrary to ohio-legislature/hb-900@2024-01-01#adopt-limiting-policy",
                ],
                "it speaks of the federal side",
            ),
        ],
    );
}

#[test]
fn a_rule_about_rules_marks_a_lower_ban_and_decides_nothing_else() {
    hold(
        made_up(),
        &[
            case(
                "fairview-oh-pd notify-release for ice on 2024-06-01",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, fairview-oh-council/ord-7@2019-05-01#share-information",
                    "contrary to ohio-legislature/hb-900@2024-01-01#adopt-limiting-policy",
                ],
                "the city's general clause by rank, the department's own ban behind it",
            ),
            case(
                "fairview-oh-pd notify-release for ice on 2024-06-01 given judicial-warrant",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, fairview-oh-pd/go-102@2020-03-01#notify-release",
                    "contrary to ohio-legislature/hb-900@2024-01-01#adopt-limiting-policy",
                ],
                "the city's exception leaves the department's ban whole",
            ),
            case(
                "fairview-oh-pd adopt-limiting-policy on 2024-06-01",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for any-federal: prohibits, ohio-legislature/hb-900@2024-01-01#adopt-limiting-policy",
                ],
                "its own topic it decides",
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
fn a_notice_of_lower_rank_amends_a_general_order() {
    hold(
        made_up(),
        &[
            case(
                "fairview-oh-pd notify-agency for ice by officer on 2021-04-09",
                &[
                    "prohibits, prohibits, certain",
                    "officer for ice: prohibits, fairview-oh-council/ord-7@2019-05-01#share-information",
                ],
                "the city's general clause stands above the order",
            ),
            case(
                "fairview-oh-pd notify-agency for ice by officer on 2021-06-01 given judicial-warrant",
                &[
                    "prohibits, mixed, certain",
                    "officer for ice: prohibits, fairview-oh-pd/go-101@2020-01-15#notify-agency",
                    "clash fairview-oh-council/ord-7@2019-05-01#share-information over fairview-oh-pd/notice-21-04@2021-04-10#notify-agency, rank",
                    "clash fairview-oh-pd/notice-21-04@2021-04-10#notify-agency over fairview-oh-pd/go-101@2020-01-15#notify-agency, amendment",
                ],
                "no threat: the order decides",
            ),
            case(
                "fairview-oh-pd notify-agency for ice by officer on 2021-06-01 given judicial-warrant,public-safety-threat",
                &[
                    "requires, mixed, certain",
                    "officer for ice: requires, fairview-oh-pd/notice-21-04@2021-04-10#notify-agency",
                    "clash fairview-oh-council/ord-7@2019-05-01#share-information over fairview-oh-pd/notice-21-04@2021-04-10#notify-agency, rank",
                    "clash fairview-oh-pd/notice-21-04@2021-04-10#notify-agency over fairview-oh-pd/go-101@2020-01-15#notify-agency, amendment",
                ],
                "what amends a text stands directly before it",
            ),
            case(
                "fairview-oh-pd inquire-status by officer on 2021-06-01 given felony-suspected",
                &[
                    "prohibits, prohibits, certain",
                    "officer for any-federal: prohibits, fairview-oh-pd/go-101@2020-01-15#inquire-status",
                ],
                "a permission takes its case out of bans of its own rank alone, an amending one too",
            ),
            case(
                "fairview-oh-pd notify-agency for ice by officer on 2022-03-01 given judicial-warrant,public-safety-threat",
                &[
                    "uncertain, mixed, uncertain",
                    "officer for ice: prohibits, fairview-oh-pd/go-101@2020-01-15#notify-agency",
                    "or requires, mixed: requires, fairview-oh-pd/notice-21-04@2021-04-10#notify-agency",
                ],
                "after its face date the notice is expired or renewed",
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
fn legally_required_is_met_by_a_duty_above_that_applies() {
    hold(
        made_up(),
        &[
            case(
                "fairview-oh-pd jail-access for ice by jail on 2024-06-01",
                &[
                    "prohibits, mixed, certain",
                    "jail for ice: prohibits, fairview-oh-pd/go-102@2020-03-01#jail-access",
                    "contrary to ohio-legislature/hb-900@2024-01-01#adopt-limiting-policy",
                    "changed by immigration-detainer | legally-required",
                ],
                "the duty above is for people under a detainer",
            ),
            case(
                "fairview-oh-pd jail-access for ice by jail on 2024-06-01 given immigration-detainer",
                &[
                    "requires, mixed, certain",
                    "jail for ice: requires, ohio-legislature/hb-900@2024-01-01#jail-access",
                    "contrary to ohio-legislature/hb-900@2024-01-01#adopt-limiting-policy",
                ],
                "there the order's own exception is met: no clash",
            ),
            case(
                "fairview-oh-pd jail-access for ice by officer on 2024-06-01 given immigration-detainer",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, fairview-oh-pd/go-102@2020-03-01#jail-access",
                    "contrary to ohio-legislature/hb-900@2024-01-01#adopt-limiting-policy",
                ],
                "the duty binds whoever runs the lock-up",
            ),
            case(
                "fairview-oh-pd jail-access for ice by officer on 2024-06-01 given legally-required",
                &[
                    "none, prohibits-unless, certain",
                    "officer for ice: nothing",
                    "contrary to ohio-legislature/hb-900@2024-01-01#adopt-limiting-policy",
                ],
                "some other law, given as a fact",
            ),
        ],
    );
}

#[test]
fn two_general_clauses_meet() {
    hold(
        made_up(),
        &[
            case(
                "fairview-oh-pd assist-arrest for ice on 2022-06-01",
                &[
                    "prohibits, mixed, certain",
                    "everyone for ice: prohibits, fairview-oh-pd/go-105@2022-01-01#provide-resources",
                    "clash fairview-oh-pd/go-105@2022-01-01#provide-resources over fairview-oh-pd/go-105@2022-01-01#assist, specialty",
                    "changed by resources-available",
                ],
                "both one step up by topic; \"ice\" is nearer than \"any federal agency\"",
            ),
            case(
                "fairview-oh-pd assist-arrest for ice on 2022-06-01 given resources-available",
                &[
                    "requires, mixed, certain",
                    "everyone for ice: requires, fairview-oh-pd/go-105@2022-01-01#assist",
                    "clash fairview-oh-pd/go-105@2022-01-01#provide-resources over fairview-oh-pd/go-105@2022-01-01#assist, specialty",
                ],
                "where the ban says nothing the duty is left",
            ),
            case(
                "fairview-oh-pd assist-arrest for fbi on 2022-06-01",
                &[
                    "requires, requires, certain",
                    "everyone for fbi: requires, fairview-oh-pd/go-105@2022-01-01#assist",
                ],
                "the ban is on ICE",
            ),
            case(
                "fairview-oh-pd assist-arrest for dhs on 2022-06-01",
                &[
                    "requires, requires, certain",
                    "everyone for dhs: requires, fairview-oh-pd/go-105@2022-01-01#assist",
                    "narrower fairview-oh-pd/go-105@2022-01-01#provide-resources",
                ],
                "a ban on ICE does not answer for DHS, and is shown as narrower",
            ),
            case(
                "fairview-oh-pd assist-arrest on 2022-06-01",
                &[
                    "by-counterpart, mixed, certain",
                    "everyone for ice: prohibits, fairview-oh-pd/go-105@2022-01-01#provide-resources",
                    "everyone for any-federal: requires, fairview-oh-pd/go-105@2022-01-01#assist",
                    "clash fairview-oh-pd/go-105@2022-01-01#provide-resources over fairview-oh-pd/go-105@2022-01-01#assist, specialty",
                ],
                "no agency asked: each that a rule names, and any federal agency",
            ),
            case(
                "fairview-oh-pd assist for ice on 2022-06-01",
                &[
                    "requires, requires, certain",
                    "everyone for ice: requires, fairview-oh-pd/go-105@2022-01-01#assist",
                ],
                "help in general is no use of resources",
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
