//! The records that came with the second reading: Portland's task force, the jails of Las Vegas, New
//! York and Charlotte, Arizona, Boston, New Jersey, Kansas, Columbus and Clackamas County.

use super::corpus;
use super::telling::{case, hold};

#[test]
fn portland_joins_leaves_and_works_case_by_case() {
    hold(
        corpus(),
        &[
            case(
                "portland-police-bureau joint-operations for fbi on 2016-01-01",
                &[
                    "permits, permits, certain",
                    "everyone for fbi: permits, portland-council/jttf-2015@2015-02-19#joint-operations",
                ],
                "the Council joins by 3 to 2 in February 2015",
            ),
            case(
                "portland-police-bureau joint-operations for fbi on 2019-03-15",
                &[
                    "uncertain, mixed, uncertain",
                    "everyone for fbi: prohibits, portland-council/jttf-withdrawal-2019@2019-02-13#joint-operations",
                    "or permits, permits: permits, portland-council/jttf-2015@2015-02-19#joint-operations",
                ],
                "within 90 days of 13 February 2019 is a term, not a day",
            ),
            case(
                "portland-police-bureau joint-operations for fbi on 2020-01-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for fbi: prohibits, portland-council/jttf-case-by-case-2019@2019-05-08#joint-operations",
                    "clash portland-council/jttf-case-by-case-2019@2019-05-08#joint-operations over portland-council/jttf-withdrawal-2019@2019-02-13#joint-operations, amendment",
                    "changed by chief-approval+crime-suspected+listed-case",
                ],
                "only with the Chief, a suspicion and a link to the city; it amends the withdrawal",
            ),
        ],
    );
}

#[test]
fn las_vegas_suspends_its_agreement_and_signs_another() {
    hold(
        corpus(),
        &[
            case(
                "lvmpd hold-on-detainer for ice on 2019-10-21",
                &[
                    "permits, permits, certain",
                    "jail for ice: permits, lvmpd/287g-to-2019@to-2019#hold-on-detainer",
                ],
                "the day before the notice of suspension",
            ),
            case(
                "lvmpd hold-on-detainer for ice on 2019-10-22",
                &[
                    "none, none, certain",
                    "suspended lvmpd/287g-to-2019@to-2019#hold-on-detainer",
                ],
                "suspended by the department's own choice, not ended",
            ),
            case(
                "lvmpd hold-on-detainer for ice on 2025-06-20",
                &[
                    "none, permits-when, certain",
                    "jail for ice: nothing",
                    "changed by administrative-warrant",
                ],
                "a detainer and an immigration warrant: up to 48 hours",
            ),
        ],
    );
}

#[test]
fn a_void_order_opens_no_office_on_rikers_island() {
    hold(
        corpus(),
        &[
            case(
                "nyc-doc provide-space for ice on 2025-04-10",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, nyc-council/admin-code-9-131@2014-12-14#provide-space",
                    "changed by government-approval+not-immigration-purpose",
                ],
                "Executive Order 50 was void from the start; the section excepts what the Mayor allows for other purposes",
            ),
            case(
                "nyc-doc provide-space for ice on 2025-04-10 given government-approval",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, nyc-council/admin-code-9-131@2014-12-14#provide-space",
                ],
                "the Mayor's word alone is not enough",
            ),
            case(
                "nyc-doc hold-on-detainer for ice on 2015-06-01 given judicial-warrant",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, nyc-council/admin-code-9-131@2014-12-14#hold-on-detainer",
                ],
                "a judge's warrant and a conviction or a match, not one of them",
            ),
        ],
    );
}

#[test]
fn charlotte_has_an_agreement_then_nothing_then_a_state_law() {
    hold(
        corpus(),
        &[
            case(
                "mecklenburg-county-sheriff hold-on-detainer for ice on 2018-12-04",
                &[
                    "permits, permits, certain",
                    "jail for ice: permits, mecklenburg-county-sheriff/287g-2006@2017-02-28#hold-on-detainer",
                ],
                "the last day of the agreement",
            ),
            case(
                "mecklenburg-county-sheriff hold-on-detainer for ice on 2019-06-01",
                &["none, none, certain"],
                "what the Sheriff does is a practice, and decides nothing",
            ),
            case(
                "mecklenburg-county-sheriff hold-on-detainer for ice on 2025-02-01 given administrative-warrant,identity-confirmed",
                &[
                    "requires, requires-when, certain",
                    "jail for ice: requires, north-carolina-legislature/gs-162-62@2024-12-01#hold-on-detainer",
                ],
                "House Bill 10 from 1 December 2024, once a state official has ordered the hold",
            ),
        ],
    );
}

#[test]
fn arizona_waits_two_years_for_its_duty_to_ask() {
    hold(
        corpus(),
        &[
            case(
                "gilbert-pd inquire-status by officer on 2009-01-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "officer for any-federal: prohibits, gilbert-pd/go-1006@2007-10-22#inquire-status",
                ],
                "L.2: nobody is contacted just to find out status",
            ),
            case(
                "gilbert-pd inquire-status by officer on 2012-09-01 given custodial-arrest",
                &[
                    "none, none, certain",
                    "suspended arizona-legislature/sb-1070@2010-07-29#inquire-status",
                    "suspended arizona-legislature/sb-1070@2010-07-29#inquire-status-2",
                ],
                "2(B) is enjoined until September 2012",
            ),
            case(
                "gilbert-pd inquire-status by officer on 2012-10-01 given custodial-arrest",
                &[
                    "requires, requires-when, certain",
                    "officer for any-federal: requires, arizona-legislature/sb-1070@2010-07-29#inquire-status-2",
                ],
                "the status of everyone who is arrested is found out",
            ),
        ],
    );
}

#[test]
fn boston_and_new_jersey_and_the_laws_above_them() {
    hold(
        corpus(),
        &[
            case(
                "boston-pd hold-on-detainer for ice on 2016-06-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, boston-council/trust-act@2014-08#hold-on-detainer",
                    "changed by criminal-warrant",
                ],
                "the ordinance of 2014, before Lunn",
            ),
            case(
                "boston-pd transfer-custody for ice on 2021-01-01 given legally-required",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, boston-council/trust-act@2019-12#transfer-custody",
                ],
                "the sentence quoted excepts a judge's warrant or order alone",
            ),
            case(
                "newark-pd delegate-authority for ice on 2019-08-01",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, new-jersey-attorney-general/directive-2018-6@2018-11-29#delegate-authority",
                    "changed by government-approval | listed-case",
                ],
                "III.A of the first issue: not without written approval, save in a national emergency",
            ),
            case(
                "newark-pd delegate-authority for ice on 2019-10-01",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, new-jersey-attorney-general/directive-2018-6@2019-09-27#delegate-authority",
                ],
                "the reissue of 27 September 2019 lets no agreement stand",
            ),
        ],
    );
}

#[test]
fn what_is_preempted_drafted_or_bound_to_one_county() {
    hold(
        corpus(),
        &[
            case(
                "kansas-city-ks-pd inquire-status on 2023-06-01",
                &[
                    "none, none, certain",
                    "suspended wyandotte-county/safe-and-welcoming@2022-02#inquire-status",
                ],
                "the state law of April 2022 preempts the ordinance, which was not repealed",
            ),
            case(
                "columbus-pd delegate-authority for ice on 2026-06-01",
                &["none, none, certain"],
                "161.11 is a draft as long as no vote is seen; 161.10 says nothing on agreements",
            ),
            case(
                "clackamas-county-sheriff hold-on-detainer for ice on 2014-04-12",
                &[
                    "prohibits, prohibits-unless, certain",
                    "jail for ice: prohibits, d-oregon/miranda-olivares@2014-04-11#hold-on-detainer",
                    "changed by probable-cause",
                ],
                "the ruling binds the county that was sued",
            ),
            case(
                "portland-police-bureau hold-on-detainer for ice on 2014-04-12",
                &["none, none, certain"],
                "and no other",
            ),
        ],
    );
}
