//! Closed vocabularies: enums whose kebab-case words stand in records, once, here.

/// Makes an enum from `Variant = "word"` lines, each with its definition as a doc comment, and gives
/// it `ALL`, `word()`, `Display` and `FromStr` (whose [`Fault`](super::Fault) names the words).
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident, $what:literal {
        $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// Every value, in the order of the definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The value for which a word stands; a word that stands for none is no fault here.
            pub fn of_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.word() == word)
            }

            /// The word that stands for the value in records and in JSON.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.word())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::Fault;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::of_word(text).ok_or_else(|| {
                    $crate::model::words::unknown($what, text, Self::ALL.iter().map(|v| v.word()))
                })
            }
        }
    };
}
pub(crate) use vocabulary;

/// The fault for a word that is not among `words`: the nearest one, or all of them where they are few.
pub fn unknown<'a>(
    what: &str,
    text: &str,
    words: impl IntoIterator<Item = &'a str>,
) -> super::Fault {
    let words: Vec<&str> = words.into_iter().collect();
    let fault = super::Fault::new(
        0..text.len(),
        format!("\"{}\" is not {what}", super::name::shown(text)),
    );
    match super::name::nearest(text, words.iter().copied()) {
        Some(near) => fault.cure(format!("did you mean \"{near}\"?")),
        None if (1..=12).contains(&words.len()) => {
            fault.cure(format!("write one of: {}", words.join(", ")))
        }
        None => fault,
    }
}

vocabulary!(
    /// How well a fact is known.
    Standing, "a standing" {
        /// The text itself was seen.
        Documented = "documented",
        /// Several independent accounts agree; the text was not seen.
        Confirmed = "confirmed",
        /// One account, or accounts that go back to one.
        Reported = "reported",
        /// Concluded from other facts.
        Inferred = "inferred",
        /// Accounts contradict each other.
        Disputed = "disputed",
        /// Nobody says.
        Unknown = "unknown",
    }
);

impl Standing {
    /// The words for people.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Documented => "text seen",
            Self::Confirmed => "several accounts",
            Self::Reported => "one account",
            Self::Inferred => "inferred",
            Self::Disputed => "disputed",
            Self::Unknown => "not known",
        }
    }
}

vocabulary!(
    /// What a rule does.
    Effect, "an effect" {
        /// A duty: the act must be done.
        Requires = "requires",
        /// A permission: the act may be done.
        Permits = "permits",
        /// A ban: the act may not be done.
        Prohibits = "prohibits",
    }
);

vocabulary!(
    /// Whether a version is law.
    Stage, "a stage" {
        /// Proposed, introduced, under review: never law.
        Draft = "draft",
        /// Issued by those who can.
        Adopted = "adopted",
    }
);

vocabulary!(
    /// How much of a version's text we saw.
    Seen, "an extent of text (full, part, none)" {
        /// All of it.
        Full = "full",
        /// A part, such as the opening.
        Part = "part",
        /// Nothing: known from other texts or accounts.
        None = "none",
    }
);

vocabulary!(
    /// How a version or rule came to its end.
    EndHow, "a way to end" {
        /// Another text or version took its place.
        Superseded = "superseded",
        /// An amendment took its place.
        Amended = "amended",
        /// Its issuer took it back.
        Rescinded = "rescinded",
        /// A legislature took it back.
        Repealed = "repealed",
        /// Its own term ran out.
        Expired = "expired",
        /// A party ended the agreement.
        Terminated = "terminated",
        /// It was never in force.
        Void = "void",
    }
);

vocabulary!(
    /// What a person did to bring a version about.
    Act, "an act of authority" {
        /// Wrote the text.
        Drafts = "drafts",
        /// Voted or enacted it.
        Adopts = "adopts",
        /// Signed it.
        Signs = "signs",
        /// Gave the order.
        Orders = "orders",
        /// Agreed to it from above.
        Approves = "approves",
    }
);

vocabulary!(
    /// How one directive stands to another.
    RelationType, "a relation" {
        /// Changes the other's effect while both stand.
        Amends = "amends",
        /// Carries the other out.
        Implements = "implements",
        /// Displaces the other by higher law.
        Preempts = "preempts",
        /// Was challenged in court under the other.
        ChallengedUnder = "challenged-under",
        /// May be the same text.
        MayBeSame = "may-be-same",
        /// Has to do with the other.
        Related = "related",
    }
);

vocabulary!(
    /// What sort of source it is.
    SourceKind, "a kind of source" {
        /// The text itself or an official copy.
        Primary = "primary",
        /// The body's own words about it.
        OfficialStatement = "official-statement",
        /// A court paper.
        Court = "court",
        /// The press.
        Press = "press",
        /// Anything else.
        Secondary = "secondary",
    }
);

vocabulary!(
    /// What happened.
    EventKind, "a kind of event" {
        /// Something took place.
        Incident = "incident",
        /// A measure against or for an officer; never with a name.
        Discipline = "discipline",
        /// A check of compliance.
        Audit = "audit",
        /// A case was brought.
        Lawsuit = "lawsuit",
        /// A court decided.
        Ruling = "ruling",
        /// A report came out.
        Report = "report",
        /// Somebody in office said something.
        Statement = "statement",
    }
);

vocabulary!(
    /// What was found where somebody looked for a rule.
    Found, "a finding of coverage" {
        /// The text was read and says nothing.
        Silent = "silent",
        /// The body says that it has no written policy.
        NoWrittenPolicy = "no-written-policy",
        /// A text exists and was not obtained.
        NotObtained = "not-obtained",
        /// The body refused to give it.
        Refused = "refused",
        /// The passage was blacked out.
        Redacted = "redacted",
        /// The body did not answer.
        NoReply = "no-reply",
        /// The topic cannot arise (a department without a jail).
        NotApplicable = "not-applicable",
        /// Nobody looked.
        NotSought = "not-sought",
    }
);

vocabulary!(
    /// What is known of a copy of a text, where it is looked for at this moment.
    Held, "a state of a copy" {
        /// It is there, and its bytes are those that were recorded.
        Same = "same",
        /// It is there, and its bytes are others.
        Changed = "changed",
        /// It is there, and nothing is on record to compare it with.
        There = "there",
        /// It is not where it was.
        Missing = "missing",
        /// It could not be read, or not in time.
        Unread = "unread",
    }
);

impl Held {
    /// The words for people.
    pub const fn long(self) -> &'static str {
        match self {
            Self::Same => "the copy is there, and the same",
            Self::Changed => "the copy is there, and no longer the same: its SHA-256 differs",
            Self::There => "the copy is there; no SHA-256 is on record to compare it with",
            Self::Missing => "the copy is not there now",
            Self::Unread => "the copy could not be read now, or not in time",
        }
    }
}

impl Found {
    /// The words for people.
    pub const fn short(self) -> &'static str {
        match self {
            Self::Silent => "text read, says nothing",
            Self::NoWrittenPolicy => "no written policy",
            Self::NotObtained => "text not obtained",
            Self::Refused => "text refused",
            Self::Redacted => "text redacted",
            Self::NoReply => "no reply",
            Self::NotApplicable => "cannot arise here",
            Self::NotSought => "not sought",
        }
    }
}

vocabulary!(
    /// Why a suspension ended.
    Lifted, "a ground for lifting" {
        /// On the merits.
        Merits = "merits",
        /// Nobody had standing to sue.
        Standing = "standing",
        /// A stay pending appeal.
        Stay = "stay",
        /// Higher law made it moot.
        Preempted = "preempted",
        /// The party let it go.
        OwnChoice = "own-choice",
    }
);

vocabulary!(
    /// What a claimant says about a disputed bond.
    Says, "a claim" {
        /// The text binds the body.
        Binds = "binds",
        /// It does not.
        DoesNotBind = "does not bind",
    }
);

vocabulary!(
    /// The level of government on which a body's instruments stand, the highest first.
    Level, "a level" {
        /// The United States.
        Federal = "federal",
        /// A state, territory or the District of Columbia.
        State = "state",
        /// A county, city, town, tribe or district.
        Local = "local",
        /// A department of any of these.
        Department = "department",
    }
);
