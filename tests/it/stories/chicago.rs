//! Chicago: the memo of September 2019, the city's ordinance with its exceptions and without them,
//! the state act above it, and the order of which one version was never seen.

use super::corpus;
use super::telling::{case, hold};

#[test]
fn the_memo_of_september_2019_decides_in_october() {
    hold(
        corpus(),
        &[
            case(
                "chicago-pd assist-arrest for dhs on 2019-10-05",
                &[
                    "prohibits, prohibits, certain",
                    "officer for dhs: prohibits, chicago-pd/dhs-requests-memo-2019@2019-09#assist-arrest",
                    "unseen chicago-pd/s06-14-03@2019-09-30",
                ],
                "the memo as quoted by one report; the order of 30 September 2019 was not seen",
            ),
            case(
                "chicago-pd assist-arrest for ice on 2019-10-05",
                &[
                    "prohibits, prohibits, certain",
                    "officer for ice: prohibits, chicago-pd/dhs-requests-memo-2019@2019-09#assist-arrest",
                    "unseen chicago-pd/s06-14-03@2019-09-30",
                ],
                "ICE is a part of DHS",
            ),
            case(
                "chicago-pd respond-to-request for dhs on 2019-10-05",
                &[
                    "requires, requires, certain",
                    "officer for dhs: requires, chicago-pd/dhs-requests-memo-2019@2019-09#respond-to-request",
                    "unseen chicago-pd/s06-14-03@2019-09-30",
                ],
                "the other rule of the memo: wait for a supervisor",
            ),
            case(
                "chicago-pd assist-arrest for dhs on 2019-09-29",
                &[
                    "uncertain, mixed, uncertain",
                    "officer for dhs: prohibits, chicago-pd/dhs-requests-memo-2019@2019-09#assist-arrest",
                    "or none, none: nothing",
                ],
                "the memo was issued on some day of September 2019",
            ),
            case(
                "chicago-pd assist-arrest for dhs on 2019-11-01",
                &[
                    "prohibits, prohibits, unchecked",
                    "officer for dhs: prohibits, chicago-pd/dhs-requests-memo-2019@2019-09#assist-arrest",
                    "unseen chicago-pd/s06-14-03@2019-09-30",
                ],
                "last checked in October 2019, end not known",
            ),
            case(
                "chicago-pd assist-arrest for dhs by jail on 2019-10-05",
                &[
                    "none, none, uncertain",
                    "unseen chicago-pd/s06-14-03@2019-09-30",
                ],
                "the memo speaks of officers; of the unseen order nobody knows",
            ),
            case(
                "chicago-pd database-access for ice on 2019-10-05",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, chicago-mayor/database-access-order-2019@2019-07#database-access",
                    "unseen chicago-pd/s06-14-03@2019-09-30",
                ],
                "the mayor's order of July 2019",
            ),
            case(
                "chicago-pd delegate-authority for ice on 2019-10-05",
                &[
                    "none, none, uncertain",
                    "unseen chicago-pd/s06-14-03@2019-09-30",
                    "narrower chicago-pd/hsi-customs-officer-mou-2019@2019-04#delegate-authority",
                ],
                "the memorandum is with HSI alone",
            ),
        ],
    );
}

#[test]
fn from_2020_the_ordinance_decides_and_the_rest_of_the_memo_is_unchecked() {
    hold(
        corpus(),
        &[
            case(
                "chicago-pd assist-arrest for dhs on 2020-12-01",
                &[
                    "prohibits, prohibits, uncertain",
                    "officer and everyone for dhs: prohibits, chicago-council/welcoming-city-ordinance@2020-01-15#assist-arrest",
                    "or by-role, mixed: prohibits, chicago-pd/dhs-requests-memo-2019@2019-09#assist-arrest; nothing",
                ],
                "amendments of 15 January 2020; no effective date was seen, and it is less than a year old",
            ),
            case(
                "chicago-pd assist-arrest for dhs on 2021-01-20",
                &[
                    "prohibits, prohibits, certain",
                    "officer and everyone for dhs: prohibits, chicago-council/welcoming-city-ordinance@2020-01-15#assist-arrest",
                ],
                "a year later the doubt is gone; the next version ends it",
            ),
            case(
                "chicago-pd respond-to-request for dhs on 2020-12-01",
                &[
                    "requires, requires, unchecked",
                    "officer for dhs: requires, chicago-pd/dhs-requests-memo-2019@2019-09#respond-to-request",
                ],
                "nothing but the memo, last checked in October 2019",
            ),
        ],
    );
}

#[test]
fn detainers_through_the_years() {
    hold(
        corpus(),
        &[
            case(
                "chicago-pd hold-on-detainer for ice on 2014-06-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, chicago-council/welcoming-city-ordinance@2012-09-12#hold-on-detainer",
                    "unseen chicago-pd/s06-14-03@2012-10-23",
                    "changed by criminal-warrant | felony-charge | felony-conviction | gang-list",
                ],
                "2-173-042 with its four exceptions; the order of 2012 was not seen",
            ),
            case(
                "chicago-pd hold-on-detainer for ice on 2016-06-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, chicago-council/welcoming-city-ordinance@2012-09-12#hold-on-detainer",
                    "changed by criminal-warrant+unseen-exception | felony-charge+unseen-exception | felony-conviction+unseen-exception | gang-list+unseen-exception",
                ],
                "the department's order of 2016 bans it too, unless its item IV-D, which was not seen",
            ),
            case(
                "chicago-pd hold-on-detainer for ice on 2016-06-01 given gang-list",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, chicago-pd/s06-14-03@2016-01-01#hold-on-detainer",
                ],
                "the exception of the ordinance leaves the order below it whole",
            ),
            case(
                "chicago-pd hold-on-detainer for ice on 2018-06-01",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, illinois-legislature/trust-act@2017-08-28#hold-on-detainer",
                ],
                "the TRUST Act of 28 August 2017 has no exception",
            ),
            case(
                "chicago-pd hold-on-detainer for ice on 2018-06-01 given gang-list,unseen-exception",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, illinois-legislature/trust-act@2017-08-28#hold-on-detainer",
                ],
                "the same, whatever the city excepts",
            ),
            case(
                "chicago-pd hold-on-detainer for ice on 2020-06-01",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, illinois-legislature/trust-act@2017-08-28#hold-on-detainer",
                ],
                "the state above city and department",
            ),
            case(
                "chicago-pd hold-on-detainer for ice on 2021-12-01",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, illinois-legislature/trust-act@2021-08-02#hold-on-detainer",
                ],
                "the act as amended on 2 August 2021",
            ),
            case(
                "chicago-pd hold-on-detainer for ice on 2021-06-01 own",
                &[
                    "prohibits, prohibits-unless, unchecked",
                    "everyone for ice: prohibits, chicago-pd/s06-14-03@2020-03-25#hold-on-detainer",
                ],
                "the department's own order, last checked in March 2020",
            ),
            case(
                "chicago-pd hold-on-detainer for ice on 2017-08-27",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, chicago-council/welcoming-city-ordinance@2012-09-12#hold-on-detainer",
                ],
                "the day before the TRUST Act",
            ),
        ],
    );
}

#[test]
fn the_exceptions_of_the_city_went_in_2021() {
    hold(
        corpus(),
        &[
            case(
                "chicago-pd hold-on-detainer for ice on 2021-01-20 under chicago-council/welcoming-city-ordinance",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, chicago-council/welcoming-city-ordinance@2020-01-15#hold-on-detainer",
                    "changed by criminal-warrant | felony-charge | felony-conviction | gang-list",
                ],
                "the four exceptions, a week before the vote",
            ),
            case(
                "chicago-pd hold-on-detainer for ice on 2022-06-01 under chicago-council/welcoming-city-ordinance",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, chicago-council/welcoming-city-ordinance@2021-01-27#hold-on-detainer",
                ],
                "2-173-020(a)(1)(C): no exception",
            ),
            case(
                "chicago-pd transfer-custody for ice on 2020-12-31",
                &["none, requires-when, certain", "everyone for ice: nothing"],
                "before 2021 only the order on asylum speaks of it: when asylum is requested",
            ),
        ],
    );
}
