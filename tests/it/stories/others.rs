//! New Orleans before and after Act 314, the disputed bond of San Diego, the chain of Prince William,
//! Cook County, and the task force of San Francisco.

use super::corpus;
use super::telling::{case, hold};

#[test]
fn new_orleans_before_and_after_act_314() {
    hold(
        corpus(),
        &[
            case(
                "nopd assist-arrest for ice on 2014-06-01",
                &[
                    "requires, requires, certain",
                    "officer for ice: requires, nopd/policy-428@2013-06#assist",
                ],
                "Policy 428 of June 2013: members cooperate",
            ),
            case(
                "nopd detain-on-status on 2014-06-01",
                &[
                    "prohibits, prohibits, certain",
                    "officer for any-federal: prohibits, ed-louisiana/nopd-consent-decree@2013-01#detain-on-status",
                ],
                "the decree above the policy",
            ),
            case(
                "nopd assist-arrest for ice on 2024-05-27",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, nopd/41-6-1@2016-02-28#assist-arrest",
                    "changed by judicial-warrant | legally-required | public-safety-threat",
                ],
                "the policy of 2016 with its exceptions",
            ),
            case(
                "nopd assist-arrest for ice on 2024-05-28",
                &[
                    "requires, requires, certain",
                    "officer and everyone for ice: requires, louisiana-legislature/act-314@2024-05-28#assist",
                    "contrary to louisiana-legislature/act-314@2024-05-28#adopt-limiting-policy",
                ],
                "a duty above is what the policy excepts as required by law: no clash",
            ),
            case(
                "nopd inquire-status for ice on 2024-06-01",
                &[
                    "prohibits, prohibits, certain",
                    "officer for ice: prohibits, nopd/41-6-1@2016-02-28#inquire-status",
                    "contrary to louisiana-legislature/act-314@2024-05-28#adopt-limiting-policy",
                ],
                "may be contrary to 33:82, which decides no other topic",
            ),
            case(
                "nopd share-status for ice on 2024-06-01",
                &[
                    "permits, permits, certain",
                    "everyone for ice: permits, louisiana-legislature/act-314@2024-05-28#share-status",
                ],
                "33:83(B); for victims and witnesses paragraph 5 of the policy is left",
            ),
            case(
                "nopd share-status for ice on 2024-06-01 given victim-or-witness",
                &[
                    "permits, permits, certain",
                    "everyone for ice: permits, nopd/41-6-1@2016-02-28#share-status",
                ],
                "as said",
            ),
        ],
    );
}

#[test]
fn the_jail_of_orleans_parish_stands_between_a_settlement_and_an_act() {
    hold(
        corpus(),
        &[
            case(
                "orleans-parish-sheriff hold-on-detainer for ice on 2024-05-27",
                &[
                    "prohibits, prohibits-unless, certain",
                    "jail for ice: prohibits, ed-louisiana/cacho-settlement@2013#hold-on-detainer",
                ],
                "the settlement alone",
            ),
            case(
                "orleans-parish-sheriff hold-on-detainer for ice on 2024-06-01",
                &[
                    "prohibits, mixed, certain",
                    "jail for ice: prohibits, ed-louisiana/cacho-settlement@2013#hold-on-detainer",
                    "clash ed-louisiana/cacho-settlement@2013#hold-on-detainer over louisiana-legislature/act-314@2024-05-28#hold-on-detainer, rank",
                ],
                "a federal settlement, by rank above the state act; nobody disputes it yet",
            ),
            case(
                "orleans-parish-sheriff hold-on-detainer for ice on 2024-06-01 given listed-charge",
                &[
                    "requires, mixed, certain",
                    "jail for ice: requires, louisiana-legislature/act-314@2024-05-28#hold-on-detainer",
                    "clash ed-louisiana/cacho-settlement@2013#hold-on-detainer over louisiana-legislature/act-314@2024-05-28#hold-on-detainer, rank",
                ],
                "for serious crimes the settlement says nothing and the act requires it",
            ),
            case(
                "orleans-parish-sheriff hold-on-detainer for ice on 2025-06-01",
                &[
                    "prohibits, mixed, uncertain",
                    "jail for ice: prohibits, ed-louisiana/cacho-settlement@2013#hold-on-detainer",
                    "or requires, requires-unless: requires, louisiana-legislature/act-314@2024-05-28#hold-on-detainer",
                    "disputed ed-louisiana/cacho-settlement@2013#hold-on-detainer",
                    "clash ed-louisiana/cacho-settlement@2013#hold-on-detainer over louisiana-legislature/act-314@2024-05-28#hold-on-detainer, rank",
                ],
                "since 13 February 2025 the Attorney General says that it yields to the act",
            ),
        ],
    );
}

#[test]
fn the_sheriff_of_san_diego_disputes_the_boards_policy() {
    hold(
        corpus(),
        &[
            case(
                "san-diego-county-sheriff notify-release for ice on 2024-12-09",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, california-legislature/sb-54@2018-01-01#notify-release",
                    "changed by listed-conviction | publicly-available",
                ],
                "SB 54 alone",
            ),
            case(
                "san-diego-county-sheriff notify-release for ice on 2025-03-01",
                &[
                    "prohibits, prohibits-unless, uncertain",
                    "everyone for ice: prohibits, california-legislature/sb-54@2018-01-01#notify-release",
                    "or prohibits, prohibits-unless: prohibits, california-legislature/sb-54@2018-01-01#notify-release",
                    "disputed san-diego-county-board/immigration-policy@2024-12-10#notify-release",
                    "changed by judicial-warrant+listed-conviction | judicial-warrant+publicly-available",
                ],
                "with the Board's policy a listed conviction changes nothing without a warrant",
            ),
            case(
                "san-diego-county-sheriff notify-release for ice on 2025-03-01 given listed-conviction",
                &[
                    "prohibits, prohibits-unless, uncertain",
                    "everyone for ice: prohibits, san-diego-county-board/immigration-policy@2024-12-10#notify-release",
                    "or none, prohibits-unless: nothing",
                    "disputed san-diego-county-board/immigration-policy@2024-12-10#notify-release",
                ],
                "told as if the policy binds, and both ways",
            ),
            case(
                "san-diego-county-sheriff provide-resources for ice on 2025-03-01",
                &[
                    "prohibits, prohibits, uncertain",
                    "everyone for ice: prohibits, san-diego-county-board/immigration-policy@2024-12-10#provide-resources",
                    "or none, none: nothing",
                    "disputed san-diego-county-board/immigration-policy@2024-12-10#provide-resources",
                ],
                "the Board's policy alone",
            ),
            case(
                "san-diego-county-sheriff hold-on-detainer for ice on 2025-03-01",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, california-legislature/sb-54@2018-01-01#hold-on-detainer",
                ],
                "nothing in dispute on this topic",
            ),
        ],
    );
}

#[test]
fn prince_william_from_no_questions_to_a_duty_to_ask() {
    hold(
        corpus(),
        &[
            case(
                "prince-william-county-pd inquire-status on 2006-01-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for any-federal: prohibits, prince-william-county-pd/go-26-05@2005-05#inquire-status",
                    "changed by felony-suspected | listed-case",
                ],
                "General Order 26.05",
            ),
            case(
                "prince-william-county-pd inquire-status on 2007-07-09",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for any-federal: prohibits, prince-william-county-pd/go-26-05@2005-05#inquire-status",
                ],
                "ended \"2007\" by the resolution: the day on which that begins",
            ),
            case(
                "prince-william-county-pd inquire-status on 2007-07-10",
                &[
                    "none, requires-when, certain",
                    "officer for any-federal: nothing",
                    "changed by custody-for-other-violation+unlawful-presence-suspected | lawful-stop+unlawful-presence-suspected",
                ],
                "the Board's resolution: lawfully detained and probable cause of unlawful presence",
            ),
            case(
                "prince-william-county-pd inquire-status on 2007-08-01 given cited,unlawful-presence-suspected,would-prolong-stop",
                &[
                    "none, requires-when, certain",
                    "officer for any-federal: nothing",
                ],
                "not where the stop would grow longer",
            ),
            case(
                "prince-william-county-pd inquire-status on 2008-04-29",
                &["none, none, certain"],
                "the Board has lifted the duty, and the new policy is not there yet",
            ),
            case(
                "prince-william-county-pd inquire-status on 2008-08-01",
                &[
                    "none, mixed, certain",
                    "officer for any-federal: nothing",
                    "changed by custodial-arrest | unlawful-presence-suspected",
                ],
                "a duty after a custodial arrest, discretion before",
            ),
            case(
                "prince-william-county-pd inquire-status on 2008-08-01 given custodial-arrest",
                &[
                    "requires, mixed, unchecked",
                    "officer for any-federal: requires, prince-william-county-pd/policy-2008@2008-04-29#inquire-status",
                ],
                "never checked since",
            ),
            case(
                "prince-william-manassas-jail hold-on-detainer for ice on 2020-06-29",
                &[
                    "permits, permits, certain",
                    "jail for ice: permits, prince-william-manassas-jail/287g-2007@2007#hold-on-detainer",
                ],
                "under the 287(g) agreement",
            ),
            case(
                "prince-william-manassas-jail hold-on-detainer for ice on 2020-06-30",
                &["none, none, certain"],
                "which ran out that day",
            ),
        ],
    );
}

#[test]
fn cook_county_and_san_francisco() {
    hold(
        corpus(),
        &[
            case(
                "cook-county-sheriff hold-on-detainer for ice on 2016-06-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, cook-county-board/ice-detainers@2011-09-07#hold-on-detainer",
                    "changed by reimbursement-agreement",
                ],
                "46-37(a)",
            ),
            case(
                "chicago-pd jail-access for ice on 2016-06-01",
                &["none, none, certain", "coded not-coded"],
                "a county ordinance is of the county; its cities are not bound",
            ),
            case(
                "sfpd joint-operations for fbi on 2016-06-01",
                &[
                    "by-role, mixed, certain",
                    "department for fbi: prohibits, san-francisco-board/civil-rights-ordinance@2012#joint-operations",
                    "officer for fbi: permits, sfpd/jttf-mou@2007#joint-operations",
                ],
                "the city asks for approval of new agreements; officers were assigned under that of 2007",
            ),
            case(
                "sfpd joint-operations for fbi by officer on 2018-06-01",
                &[
                    "none, none, certain",
                    "suspended sfpd/jttf-mou@2007#joint-operations",
                ],
                "the department suspended its part in February 2017",
            ),
            case(
                "sfpd joint-operations for fbi by officer on 2017-02-10",
                &[
                    "uncertain, mixed, uncertain",
                    "officer for fbi: nothing",
                    "or permits, permits: permits, sfpd/jttf-mou@2007#joint-operations",
                    "suspended sfpd/jttf-mou@2007#joint-operations",
                ],
                "on some day of that month",
            ),
        ],
    );
}
