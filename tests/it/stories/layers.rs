//! Made-up instruments, one above the other: protected permissions, rules about rules, amendments
//! from below, "legally required", general clauses that meet. Worked out by hand from the model.

use super::made_up;
use super::telling::{case, hold};

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
fn a_body_that_no_group_names_stands_in_the_group_in_which_the_asker_sees_it() {
    hold(
        made_up(),
        &[
            case(
                "chicago-pd share-information for lapd on 2024-06-01 given surveillance-data,barred-purpose",
                &[
                    "prohibits, prohibits-when, uncertain",
                    "everyone for lapd: prohibits, illinois-legislature/plate-reader-sharing@2023-08-11#share-information",
                    "or none, none: nothing",
                ],
                "a police department of California is an agency of another state; the act has no effective date on record",
            ),
            case(
                "chicago-pd share-information for cook-county-sheriff on 2024-06-01 given surveillance-data,barred-purpose",
                &["none, none, certain"],
                "a sheriff of the same state is not",
            ),
        ],
    );
}
