//! Fairfax County: the order against acting on an administrative warrant, the incident of
//! 21 September 2019, the weeks in 2020 in which one paragraph moved to another order, and the jail,
//! whose rule pointed the other way.

use super::corpus;
use super::telling::{case, hold};

#[test]
fn a_ticket_is_not_custody() {
    hold(
        corpus(),
        &[
            case(
                "fairfax-county-pd act-on-admin-warrant for ice on 2019-09-21",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, fairfax-county-pd/go-601@2013-04-01#act-on-admin-warrant",
                    "changed by custody-for-other-violation",
                ],
                "GO 601, VIII.C.5.e: unless in custody for another violation; the next revision ends it",
            ),
            case(
                "fairfax-county-pd act-on-admin-warrant for ice on 2019-09-21 given cited",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, fairfax-county-pd/go-601@2013-04-01#act-on-admin-warrant",
                    "changed by custody-for-other-violation",
                ],
                "a signed summons is a stop, not custody",
            ),
            case(
                "fairfax-county-pd act-on-admin-warrant for ice on 2019-09-21 given custody-for-other-violation",
                &[
                    "none, prohibits-unless, certain",
                    "officer for ice: nothing",
                ],
                "a lifted ban is not a permission",
            ),
            case(
                "fairfax-county-pd act-on-admin-warrant for ice on 2019-09-21 given booked",
                &[
                    "none, prohibits-unless, certain",
                    "officer for ice: nothing",
                ],
                "booked after an arrest is custody for another violation",
            ),
            case(
                "fairfax-county-pd act-on-admin-warrant for ice on 2019-09-21 given in-custody",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, fairfax-county-pd/go-601@2013-04-01#act-on-admin-warrant",
                ],
                "custody on any ground, immigration included, is less than custody for another violation",
            ),
            case(
                "fairfax-county-pd notify-agency for ice by officer on 2019-09-21",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, fairfax-county-pd/go-601@2013-04-01#notify-agency",
                ],
                "the same paragraph: the hit is not confirmed with ICE",
            ),
            case(
                "fairfax-county-pd act-on-admin-warrant for ice by jail on 2019-09-21",
                &["none, none, certain", "coded not-coded"],
                "the paragraph speaks of officers",
            ),
        ],
    );
}

#[test]
fn the_rule_goes_back_through_the_revisions_of_the_order() {
    hold(
        corpus(),
        &[
            case(
                "fairfax-county-pd act-on-admin-warrant for ice on 2010-01-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, fairfax-county-pd/go-601@2007#act-on-admin-warrant",
                ],
                "the chief: since 2007; ended by the revision of 1 January 2013",
            ),
            case(
                "fairfax-county-pd act-on-admin-warrant for ice on 2013-02-01",
                &[
                    "none, none, uncertain",
                    "unseen fairfax-county-pd/go-601@2013-01-01",
                ],
                "the revision of 1 January 2013 is known only because the next one cancels it",
            ),
            case(
                "fairfax-county-pd act-on-admin-warrant for ice on 2007-06-01",
                &[
                    "uncertain, mixed, uncertain",
                    "officer for ice: prohibits, fairfax-county-pd/go-601@2007#act-on-admin-warrant",
                    "or none, none: nothing",
                ],
                "\"2007\" is some day of that year",
            ),
        ],
    );
}

#[test]
fn the_paragraph_moves_in_the_open_weeks_of_2020() {
    let open = &[
        "by-role, mixed, uncertain",
        "officer and everyone for ice: prohibits, fairfax-county-pd/go-604@2020-05-06#act-on-admin-warrant",
        "or by-role, mixed: prohibits, fairfax-county-pd/go-601@2013-04-01#act-on-admin-warrant; nothing",
    ];
    hold(
        corpus(),
        &[
            case(
                "fairfax-county-pd act-on-admin-warrant for ice on 2020-05-05",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for ice: prohibits, fairfax-county-pd/go-601@2013-04-01#act-on-admin-warrant",
                ],
                "before the date on GO 604",
            ),
            case(
                "fairfax-county-pd act-on-admin-warrant for ice on 2020-05-06",
                open,
                "GO 604 is dated 6 May 2020",
            ),
            case(
                "fairfax-county-pd act-on-admin-warrant for ice on 2020-06-18",
                open,
                "and was released on 19 June 2020",
            ),
            case(
                "fairfax-county-pd act-on-admin-warrant for ice on 2020-06-19",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, fairfax-county-pd/go-604@2020-05-06#act-on-admin-warrant",
                ],
                "the paragraph of GO 601 is gone; by one account GO 604 asks for a judge's warrant",
            ),
            case(
                "fairfax-county-pd inquire-status for ice on 2020-06-19",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, fairfax-county-pd/go-604@2020-05-06#inquire-status",
                ],
                "nor may they ask, by the same account",
            ),
            case(
                "fairfax-county-pd assist-arrest for ice on 2020-05-05",
                &["none, none, certain"],
                "GO 601 says nothing on it",
            ),
            case(
                "fairfax-county-pd assist-arrest for ice on 2020-06-01",
                &[
                    "uncertain, mixed, uncertain",
                    "everyone for ice: prohibits, fairfax-county-pd/go-604@2020-05-06#assist-arrest",
                    "or none, none: nothing",
                ],
                "GO 604 begins on the same unknown day on which the paragraph of GO 601 ends",
            ),
            case(
                "fairfax-county-pd assist-arrest for ice on 2020-06-19",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, fairfax-county-pd/go-604@2020-05-06#assist-arrest",
                    "changed by criminal-investigation",
                ],
                "only criminal investigations are helped; the general clause has the same exception",
            ),
            case(
                "fairfax-county-pd act-on-admin-warrant for ice on 2021-06-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, fairfax-county-pd/go-604@2020-05-06#act-on-admin-warrant",
                    "unseen fairfax-county-pd/go-601@2021-01-01",
                ],
                "of the revision of GO 601 of 2021 no rule is known; GO 604 is in force beside it",
            ),
            case(
                "fairfax-county-pd assist-arrest for ice on 2025-03-01",
                &[
                    "permits, permits, certain",
                    "everyone for ice: permits, virginia-governor/eo-47-2025@2025-02-27#assist",
                    "unseen fairfax-county-pd/go-601@2021-01-01",
                    "unseen fairfax-county-pd/go-604@2025-02-21",
                ],
                "GO 604 of 2025 was not found; EO 47 urges localities to cooperate, by a general clause",
            ),
        ],
    );
}

#[test]
fn the_jail_held_until_may_2018_and_then_no_more() {
    hold(
        corpus(),
        &[
            case(
                "fairfax-county-sheriff hold-on-detainer for ice on 2017-06-01",
                &[
                    "none, requires-when, certain",
                    "jail for ice: nothing",
                    "changed by administrative-warrant",
                ],
                "the jail held up to 48 hours where ICE's warrant came with the detainer",
            ),
            case(
                "fairfax-county-sheriff hold-on-detainer for ice on 2018-05-22 given administrative-warrant",
                &[
                    "requires, requires-when, certain",
                    "jail for ice: requires, fairfax-county-sheriff/ice-holds@2012#hold-on-detainer",
                ],
                "the last day before the notice of 120 days ran out",
            ),
            case(
                "fairfax-county-sheriff hold-on-detainer for ice on 2018-05-23 given administrative-warrant",
                &[
                    "prohibits, prohibits-unless, certain",
                    "jail for ice: prohibits, fairfax-county-sheriff/booking-policy@2018-05-23#hold-on-detainer",
                ],
                "from 23 May 2018: not without a criminal order of a court",
            ),
            case(
                "fairfax-county-sheriff hold-on-detainer for ice on 2019-09-21",
                &[
                    "prohibits, prohibits-unless, certain",
                    "jail for ice: prohibits, fairfax-county-sheriff/booking-policy@2018-05-23#hold-on-detainer",
                    "changed by criminal-warrant",
                ],
                "the same, checked by the Sheriff's statement of 25 July 2024",
            ),
            case(
                "fairfax-county-sheriff notify-release for ice on 2019-09-21",
                &["none, requires-when, certain", "jail for ice: nothing"],
                "ICE is told of the release of an inmate with a detainer",
            ),
            case(
                "fairfax-county-sheriff hold-on-detainer for ice on 2024-07-26",
                &[
                    "prohibits, prohibits-unless, unchecked",
                    "jail for ice: prohibits, fairfax-county-sheriff/booking-policy@2018-05-23#hold-on-detainer",
                ],
                "the day after the last check",
            ),
        ],
    );
}
