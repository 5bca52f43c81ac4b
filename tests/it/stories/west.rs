//! Seattle with Washington, and California: a permission for police that a stricter order below
//! leaves without effect, and one act with two sets of bodies.

use super::corpus;
use super::telling::{case, hold};

/// The ordinance's permission against its own ban: two rules of contrary effect, the more special
/// one first.
const EXCEPTION: &str = "clash seattle-council/ordinance-121063@2003-01-27#inquire-status-2 over seattle-council/ordinance-121063@2003-01-27#inquire-status, specialty";

#[test]
fn seattle_lets_police_ask_until_its_manual_does_not() {
    hold(
        corpus(),
        &[
            case(
                "seattle-pd inquire-status for ice on 2003-01-10",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, seattle-pd/directive-d02-40@2002-06-06#inquire-status",
                    "changed by felony-suspected | prior-deportation",
                ],
                "the directive of 2002, superseded in 2003 by the ordinance of 27 January",
            ),
            case(
                "seattle-pd inquire-status for ice on 2010-06-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, seattle-council/ordinance-121063@2003-01-27#inquire-status",
                    "everyone for ice: prohibits, seattle-council/ordinance-121063@2003-01-27#inquire-status",
                    EXCEPTION,
                    "changed by legally-required | felony-suspected+prior-deportation",
                ],
                "a ban for all, with a permission for police in one case",
            ),
            case(
                "seattle-pd assist for ice on 2003-01-10 given resources-available",
                &[
                    "requires, requires-when, certain",
                    "everyone for ice: requires, seattle-pd/directive-d02-40@2002-06-06#assist",
                ],
                "by the abstract of the directive they will help as means allow",
            ),
            case(
                "seattle-pd inquire-status for ice by officer on 2010-06-01 given felony-suspected",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, seattle-council/ordinance-121063@2003-01-27#inquire-status",
                    EXCEPTION,
                    "changed by legally-required | prior-deportation",
                ],
                "the felony alone does not do",
            ),
            case(
                "seattle-pd inquire-status for ice on 2010-06-01 given felony-suspected,prior-deportation",
                &[
                    "by-role, prohibits-unless, certain",
                    "officer for ice: permits, seattle-council/ordinance-121063@2003-01-27#inquire-status-2",
                    "everyone for ice: prohibits, seattle-council/ordinance-121063@2003-01-27#inquire-status",
                    EXCEPTION,
                ],
                "the permission is for police officers alone",
            ),
            case(
                "seattle-pd inquire-status for ice by officer on 2010-06-01 given terrorist-list,prior-deportation",
                &[
                    "permits, prohibits-unless, certain",
                    "officer for ice: permits, seattle-council/ordinance-121063@2003-01-27#inquire-status-2",
                    EXCEPTION,
                ],
                "a listed terrorist is suspected of a felony",
            ),
            case(
                "seattle-pd inquire-status for ice by officer on 2010-06-01 given crime-suspected",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, seattle-council/ordinance-121063@2003-01-27#inquire-status",
                    EXCEPTION,
                ],
                "some crime is less than a felony",
            ),
            case(
                "seattle-pd inquire-status for ice by officer on 2018-12-15",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, seattle-council/ordinance-121063@2003-01-27#inquire-status",
                    EXCEPTION,
                    "changed by chief-approval+legally-required | chief-approval+felony-suspected+prior-deportation",
                ],
                "the manual of 1 December 2018 excepts nothing but the Chief's leave",
            ),
            case(
                "seattle-pd inquire-status for ice by officer on 2018-12-15 given felony-suspected,prior-deportation",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, seattle-pd/manual-6-020@2018-12-01#inquire-status",
                    EXCEPTION,
                ],
                "a plain permission of the city leaves the department's ban whole",
            ),
            case(
                "seattle-pd inquire-status for ice by officer on 2018-12-15 given felony-suspected,prior-deportation,chief-approval",
                &[
                    "permits, prohibits-unless, certain",
                    "officer for ice: permits, seattle-council/ordinance-121063@2003-01-27#inquire-status-2",
                    EXCEPTION,
                ],
                "with the Chief's leave the city's permission is left",
            ),
            case(
                "seattle-pd inquire-status for ice by officer on 2019-01-15",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, seattle-council/ordinance-121063@2003-01-27#inquire-status",
                    EXCEPTION,
                ],
                "the section still stood in the code in February 2026",
            ),
            case(
                "seattle-pd inquire-status for ice by officer on 2019-06-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, washington-legislature/kww@2019-05-21#inquire-status",
                    EXCEPTION,
                ],
                "the state act of 21 May 2019 stands above both",
            ),
        ],
    );
}

#[test]
fn california_binds_police_and_sheriffs_by_one_part_and_prisons_by_another() {
    hold(
        corpus(),
        &[
            case(
                "lapd hold-on-detainer for ice on 2017-12-31",
                &["none, none, certain"],
                "the day before SB 54",
            ),
            case(
                "lapd hold-on-detainer for ice on 2019-06-01",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, california-legislature/sb-54@2018-01-01#hold-on-detainer",
                ],
                "7284.6(a)(1)(B)",
            ),
            case(
                "lapd notify-release for ice on 2019-06-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, california-legislature/sb-54@2018-01-01#notify-release",
                    "changed by listed-conviction | publicly-available",
                ],
                "7284.6(a)(1)(C)",
            ),
            case(
                "lapd notify-agency for ice on 2019-06-01",
                &["none, requires-when, certain", "everyone for ice: nothing"],
                "Special Order 40, Part II, as reported",
            ),
            case(
                "lapd notify-agency for ice on 2019-06-01 given unlawful-presence-suspected,violent-arrest",
                &[
                    "requires, requires-when, certain",
                    "everyone for ice: requires, lapd/special-order-40@1979-11-27#notify-agency",
                ],
                "an arrest for a violent felony is an arrest for a felony",
            ),
            case(
                "lapd advise-person for ice on 2019-06-01",
                &["none, none, certain", "coded not-coded"],
                "7284.10 binds the prisons alone",
            ),
            case(
                "sfpd hold-on-detainer for ice on 2019-06-01",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, california-legislature/sb-54@2018-01-01#hold-on-detainer",
                ],
                "a city police, like Los Angeles",
            ),
            case(
                "sfpd act-on-admin-warrant for ice on 2019-10-05",
                &[
                    "prohibits, prohibits, unchecked",
                    "officer for ice: prohibits, sfpd/dgo-5-15@2017-07-05#act-on-admin-warrant",
                ],
                "the department's own order, last checked in 2018",
            ),
            case(
                "sfpd notify-release for ice by officer on 2017-12-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, sfpd/dgo-5-15@2017-07-05#notify-release",
                ],
                "release status, as the Chief told the Commission",
            ),
            case(
                "san-diego-county-sheriff transfer-custody for ice on 2019-06-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, california-legislature/sb-54@2018-01-01#transfer-custody",
                    "changed by judicial-warrant | listed-conviction",
                ],
                "7284.6(a)(4)",
            ),
            case(
                "california-cdcr advise-person for ice on 2019-06-01",
                &[
                    "requires, requires, certain",
                    "everyone for ice: requires, california-legislature/sb-54@2018-01-01#advise-person",
                ],
                "7284.10",
            ),
            case(
                "california-cdcr hold-on-detainer for ice on 2019-06-01",
                &["none, none, certain", "coded not-coded"],
                "the definition of a law enforcement agency leaves the prisons out",
            ),
        ],
    );
}
