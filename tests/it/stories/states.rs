//! Texas with Travis County, Florida, Virginia: acts enjoined and revived, an order rescinded.

use super::corpus;
use super::telling::{case, hold};

#[test]
fn texas_and_travis_county_on_detainers() {
    let policy_decides = &[
        "prohibits, prohibits-unless, certain",
        "jail for ice: prohibits, travis-county-sheriff/ice-policy@2017-02-01#hold-on-detainer",
        "suspended texas-legislature/sb-4@2017-09-01#hold-on-detainer",
        "contrary to texas-legislature/sb-4@2017-09-01#adopt-limiting-policy",
    ];
    let mandate = &[
        "requires, requires-unless, certain",
        "jail for ice: requires, texas-legislature/sb-4@2017-09-01#hold-on-detainer",
    ];
    hold(
        corpus(),
        &[
            case(
                "travis-county-sheriff hold-on-detainer for ice on 2017-01-31",
                &["none, none, certain"],
                "the policy takes effect on 1 February 2017",
            ),
            case(
                "travis-county-sheriff hold-on-detainer for ice on 2017-08-15",
                &[
                    "prohibits, prohibits-unless, certain",
                    "jail for ice: prohibits, travis-county-sheriff/ice-policy@2017-02-01#hold-on-detainer",
                    "changed by chief-approval | judicial-warrant | listed-charge | listed-conviction",
                ],
                "the Sheriff's policy with its exceptions; SB 4 is not yet in force",
            ),
            case(
                "travis-county-sheriff hold-on-detainer for ice on 2017-09-10",
                policy_decides,
                "SB 4 since 1 September, its duty enjoined on 30 August",
            ),
            case(
                "travis-county-sheriff hold-on-detainer for ice on 2017-09-15",
                policy_decides,
                "the same",
            ),
            case(
                "travis-county-sheriff hold-on-detainer for ice on 2017-09-25",
                mandate,
                "stay and end of the policy on one day, both on that day past",
            ),
            case(
                "travis-county-sheriff hold-on-detainer for ice on 2017-10-15",
                mandate,
                "article 2.251 after the partial stay",
            ),
            case(
                "travis-county-sheriff hold-on-detainer for ice on 2018-06-01",
                mandate,
                "and after the decision",
            ),
            case(
                "travis-county-sheriff hold-on-detainer for ice on 2018-06-01 given lawful-status-shown",
                &["none, requires-unless, certain", "jail for ice: nothing"],
                "2.251(b): proof of lawful status",
            ),
        ],
    );
}

#[test]
fn texas_protects_the_question_about_status_and_obliges_nobody() {
    hold(
        corpus(),
        &[
            case(
                "travis-county-sheriff inquire-status for ice on 2017-08-15",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for ice: prohibits, travis-county-sheriff/ice-policy@2017-02-01#inquire-status",
                ],
                "the policy alone",
            ),
            case(
                "travis-county-sheriff inquire-status for ice on 2017-09-15",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, travis-county-sheriff/ice-policy@2017-02-01#inquire-status",
                    "clash texas-legislature/sb-4@2017-09-01#inquire-status over travis-county-sheriff/ice-policy@2017-02-01#inquire-status, rank",
                    "contrary to texas-legislature/sb-4@2017-09-01#adopt-limiting-policy",
                    "changed by in-custody | lawful-stop",
                ],
                "752.053(b)(1) takes lawful stops and custody out of the policy; it was not enjoined",
            ),
            case(
                "travis-county-sheriff inquire-status for ice on 2017-09-15 given cited",
                &[
                    "permits, prohibits-unless, certain",
                    "everyone for ice: permits, texas-legislature/sb-4@2017-09-01#inquire-status",
                    "clash texas-legislature/sb-4@2017-09-01#inquire-status over travis-county-sheriff/ice-policy@2017-02-01#inquire-status, rank",
                    "contrary to texas-legislature/sb-4@2017-09-01#adopt-limiting-policy",
                ],
                "a ticketed driver is lawfully stopped",
            ),
            case(
                "travis-county-sheriff inquire-status for ice on 2017-10-15",
                &["none, permits-when, certain", "everyone for ice: nothing"],
                "the policy is gone; a ban on bans alone is left",
            ),
            case(
                "travis-county-sheriff notify-release for ice on 2017-09-15",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, travis-county-sheriff/ice-policy@2017-02-01#notify-release",
                    "contrary to texas-legislature/sb-4@2017-09-01#adopt-limiting-policy",
                ],
                "may be contrary to 752.053(a)(1), which never decides it",
            ),
            case(
                "travis-county-sheriff jail-access for ice on 2017-09-15",
                &[
                    "prohibits, prohibits-unless, certain",
                    "everyone for ice: prohibits, travis-county-sheriff/ice-policy@2017-02-01#jail-access",
                    "contrary to texas-legislature/sb-4@2017-09-01#adopt-limiting-policy",
                ],
                "the fourth of the Sheriff's bans",
            ),
            case(
                "travis-county-sheriff assist for ice on 2017-09-15",
                &[
                    "none, none, certain",
                    "suspended texas-legislature/sb-4@2017-09-01#assist",
                ],
                "752.053(b)(3) was enjoined until the stay",
            ),
            case(
                "travis-county-sheriff assist-arrest for ice on 2017-10-15",
                &[
                    "permits, permits, certain",
                    "everyone for ice: permits, texas-legislature/sb-4@2017-09-01#assist",
                ],
                "help may not be forbidden, by a general clause",
            ),
            case(
                "travis-county-sheriff adopt-limiting-policy on 2017-09-15",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for any-federal: prohibits, texas-legislature/sb-4@2017-09-01#adopt-limiting-policy",
                    "suspended texas-legislature/sb-4@2017-09-01#adopt-limiting-policy-2",
                ],
                "of (a)(1) only \"materially limits\" was enjoined",
            ),
            case(
                "travis-county-sheriff adopt-limiting-policy on 2018-06-01",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for any-federal: prohibits, texas-legislature/sb-4@2017-09-01#adopt-limiting-policy",
                ],
                "back since 13 March 2018",
            ),
            case(
                "travis-county-sheriff endorse-limiting-policy by elected-official on 2018-06-01",
                &[
                    "none, none, certain",
                    "suspended texas-legislature/sb-4@2017-09-01#endorse-limiting-policy",
                ],
                "enjoined for elected officials for good",
            ),
        ],
    );
}

#[test]
fn florida_clause_by_clause() {
    hold(
        corpus(),
        &[
            case(
                "south-miami-pd hold-on-detainer for ice on 2020-06-01",
                &[
                    "requires, requires, uncertain",
                    "jail for ice: requires, florida-legislature/sb-168@2019-06-14#hold-on-detainer",
                    "or none, none: nothing",
                ],
                "908.105; no effective date seen and less than a year since it was signed",
            ),
            case(
                "south-miami-pd adopt-limiting-policy on 2020-06-01",
                &[
                    "prohibits, prohibits, uncertain",
                    "everyone for any-federal: prohibits, florida-legislature/sb-168@2019-06-14#adopt-limiting-policy",
                    "or none, none: nothing",
                ],
                "908.103, not yet enjoined",
            ),
            case(
                "south-miami-pd assist-arrest for ice on 2020-06-01",
                &[
                    "requires, requires, uncertain",
                    "everyone for ice: requires, florida-legislature/sb-168@2019-06-14#assist",
                    "or none, none: nothing",
                ],
                "908.104(1), best efforts, by a general clause",
            ),
            case(
                "south-miami-pd transport for ice on 2020-06-01 given immigration-detainer",
                &[
                    "none, none, certain",
                    "suspended florida-legislature/sb-168@2019-06-14#transport",
                ],
                "908.104(4) enjoined since 30 September 2019",
            ),
            case(
                "south-miami-pd hold-on-detainer for ice on 2022-01-01",
                &[
                    "requires, requires, certain",
                    "jail for ice: requires, florida-legislature/sb-168@2019-06-14#hold-on-detainer",
                ],
                "no injunction reached 908.105",
            ),
            case(
                "south-miami-pd adopt-limiting-policy on 2022-01-01",
                &[
                    "none, none, certain",
                    "suspended florida-legislature/sb-168@2019-06-14#adopt-limiting-policy",
                ],
                "enjoined on 21 September 2021",
            ),
            case(
                "south-miami-pd assist-arrest for ice on 2022-01-01",
                &[
                    "none, none, certain",
                    "suspended florida-legislature/sb-168@2019-06-14#assist",
                ],
                "the same",
            ),
            case(
                "south-miami-pd transport for ice on 2022-01-01",
                &[
                    "none, none, certain",
                    "suspended florida-legislature/sb-168@2019-06-14#transport",
                ],
                "permanently enjoined since 14 December 2020",
            ),
            case(
                "south-miami-pd adopt-limiting-policy on 2023-04-13",
                &[
                    "prohibits, prohibits, certain",
                    "everyone for any-federal: prohibits, florida-legislature/sb-168@2019-06-14#adopt-limiting-policy",
                ],
                "the judgment was vacated on that day for lack of standing",
            ),
            case(
                "south-miami-pd assist-arrest for ice on 2023-06-01",
                &[
                    "requires, requires, certain",
                    "everyone for ice: requires, florida-legislature/sb-168@2019-06-14#assist",
                ],
                "all clauses are back",
            ),
            case(
                "south-miami-pd share-status for ice on 2022-01-01",
                &[
                    "permits, permits, certain",
                    "everyone for ice: permits, florida-legislature/sb-168@2019-06-14#share-status",
                ],
                "908.104(2), which no injunction reached",
            ),
            case(
                "south-miami-pd transport for ice on 2023-06-01",
                &["none, permits-when, certain", "everyone for ice: nothing"],
                "a permission for people under a detainer, which obliges nobody",
            ),
            case(
                "south-miami-pd transport for ice on 2023-06-01 given immigration-detainer",
                &[
                    "permits, permits-when, certain",
                    "everyone for ice: permits, florida-legislature/sb-168@2019-06-14#transport",
                ],
                "with one",
            ),
            case(
                "south-miami-pd delegate-authority for ice on 2025-06-01",
                &["none, none, certain", "coded not-coded"],
                "SB 2-C binds who runs a county jail",
            ),
        ],
    );
}

#[test]
fn virginia_executive_order_47_directive_by_directive() {
    hold(
        corpus(),
        &[
            case(
                "virginia-state-police delegate-authority for ice on 2025-02-26",
                &["none, none, certain", "coded not-coded"],
                "the day before",
            ),
            case(
                "virginia-state-police delegate-authority for ice on 2025-02-27",
                &[
                    "requires, requires, certain",
                    "department for ice: requires, virginia-governor/eo-47-2025@2025-02-27#delegate-authority",
                ],
                "directive 1: a task force agreement",
            ),
            case(
                "virginia-doc delegate-authority for ice on 2025-06-01",
                &[
                    "requires, requires, certain",
                    "department for ice: requires, virginia-governor/eo-47-2025@2025-02-27#delegate-authority-2",
                ],
                "directive 2: a jail agreement",
            ),
            case(
                "virginia-secretary-public-safety record-request for ice on 2025-06-01",
                &[
                    "requires, requires, certain",
                    "department for ice: requires, virginia-governor/eo-47-2025@2025-02-27#record-request",
                ],
                "directive 3 binds the Secretary",
            ),
            case(
                "fairfax-county-sheriff record-request for ice on 2025-06-01",
                &["none, none, certain", "coded not-coded"],
                "a jail is asked, not bound",
            ),
            case(
                "fairfax-county-sheriff delegate-authority for ice on 2025-06-01",
                &["none, none, certain", "coded not-coded"],
                "no directive reaches a sheriff",
            ),
            case(
                "fairfax-county-sheriff assist for ice on 2025-06-01",
                &[
                    "permits, permits, certain",
                    "everyone for ice: permits, virginia-governor/eo-47-2025@2025-02-27#assist",
                ],
                "localities are urged: a permission",
            ),
            case(
                "virginia-state-police delegate-authority for ice on 2026-01-16",
                &[
                    "requires, requires, certain",
                    "department for ice: requires, virginia-governor/eo-47-2025@2025-02-27#delegate-authority",
                ],
                "the last day",
            ),
            case(
                "virginia-state-police delegate-authority for ice on 2026-01-17",
                &["none, none, certain"],
                "rescinded: the duty is lifted, agreements are neither required nor ended",
            ),
            case(
                "virginia-state-police delegate-authority for ice on 2026-02-04",
                &[
                    "prohibits, prohibits, certain",
                    "department for ice: prohibits, virginia-governor/ed-1-2026@2026-02-04#delegate-authority",
                ],
                "Executive Directive 1 ends the agreements",
            ),
            case(
                "fairfax-county-sheriff delegate-authority for ice on 2026-02-10",
                &["none, none, certain", "coded not-coded"],
                "it names four state agencies",
            ),
            case(
                "virginia-state-police joint-operations for fbi on 2026-03-01",
                &[
                    "permits, permits, unchecked",
                    "everyone for fbi: permits, virginia-governor/ed-1-2026@2026-02-04#joint-operations",
                ],
                "task forces go on; last checked in February 2026",
            ),
        ],
    );
}
