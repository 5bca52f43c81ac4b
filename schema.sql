-- The whole schema of a Comity database, version 1.
--
-- Texts are records of what directives say; dates are EDTF strings as sources give them (2019,
-- 2019-07, 2019-07-12, each with ? or ~, or a range A..B with either end open). Beside each date
-- stand two generated columns with the first and last day that it can mean. Both are made in the
-- same way everywhere: a plain day is both; else take the text before (after) "..", without its mark;
-- a year or month is completed to its first day, and for the last day to the first of its last month,
-- from which the month's end follows. The check with the ending _edtf refuses what is no such date, or
-- has a year outside 1800 to 2100.
--
-- Every row carries the operation that wrote it. When a row is changed or deleted, with whatever
-- tool, a trigger puts the old row into the table's twin, NAME_history, with the operation that
-- ended it. No table has an INSERT trigger. Lists keep their order in a column "position".
--
-- A column of few words is checked by comparing it with each: for a longer list behind IN, SQLite
-- makes a table of its own at every row that is written, which takes longer than writing the row.
--
-- A column that refers to another record has an index; where the column is mostly empty, the index
-- holds the filled rows alone. Of the column operation it holds what was written outside Comity:
-- these rows are looked for at every command, and those of an operation at none.
--
-- References between records are checked when a transaction ends, so that records can be written in
-- any order. SQLite checks them only where foreign keys are on: PRAGMA foreign_keys = ON.

PRAGMA application_id = 0x436D7479; -- "Cmty"
PRAGMA user_version = 1;

-- One command that changed the database.
CREATE TABLE operation (
    id INTEGER NOT NULL, -- counted from 1; 0 stands for whatever was written outside Comity
    at TEXT NOT NULL, -- when, UTC, RFC 3339
    user TEXT NOT NULL, -- who
    command TEXT NOT NULL, -- what was typed
    rows INTEGER, -- how many rows it wrote, changed or deleted; none only while it is running
    program TEXT NOT NULL, -- the version of the program
    PRIMARY KEY (id),
    CONSTRAINT operation_id_order CHECK (id >= 0),
    CONSTRAINT operation_rows_count CHECK (rows >= 0)
) STRICT;
-- The operation that is running, if any: the triggers ask for it.
CREATE UNIQUE INDEX operation_running ON operation ((rows IS NULL)) WHERE rows IS NULL;
-- Its number, or 0: then the rows are written outside Comity.
CREATE VIEW running_operation AS
SELECT ifnull((SELECT id FROM operation WHERE rows IS NULL), 0) AS id;
INSERT INTO operation (id, at, user, command, rows, program)
VALUES (0, '1970-01-01T00:00:00Z', '', 'outside Comity', 0, '');


-- -------------------------------------------------------------------------------------------------
-- The codebook: the vocabulary that records are coded with
-- -------------------------------------------------------------------------------------------------

-- A kind of act that a rule is about.
CREATE TABLE topic (
    key TEXT NOT NULL, -- permanent key, as it stands in sentences
    position INTEGER NOT NULL, -- its place in the codebook, from 0
    short TEXT, -- short words for people
    asks TEXT, -- the question that the topic asks
    definition TEXT, -- a definition that a coder can apply
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (key),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT topic_key_slug CHECK (length(key) BETWEEN 1 AND 80 AND key NOT GLOB '*[^a-z0-9.-]*'),
    CONSTRAINT topic_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_from_outside ON topic (operation) WHERE operation = 0;

-- Past rows of topic, each with the operation that ended it.
CREATE TABLE topic_history (
    key TEXT NOT NULL, position INTEGER NOT NULL, short TEXT, asks TEXT, definition TEXT,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX topic_history_by_key ON topic_history (key);
CREATE INDEX topic_history_by_until_operation ON topic_history (until_operation);
CREATE TRIGGER topic_updated BEFORE UPDATE ON topic
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO topic_history
    SELECT topic.*, running_operation.id
    FROM topic, running_operation
    WHERE topic.key = OLD.key;
END;
CREATE TRIGGER topic_deleted BEFORE DELETE ON topic
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO topic_history
    SELECT topic.*, running_operation.id
    FROM topic, running_operation
    WHERE topic.key = OLD.key;
END;

-- A broader topic, of which a topic is a case.
CREATE TABLE topic_broader (
    topic TEXT NOT NULL, -- the narrower topic
    position INTEGER NOT NULL, -- its place in the list, from 0
    broader TEXT NOT NULL, -- the broader one
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (topic, position),
    FOREIGN KEY (topic) REFERENCES topic (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (broader) REFERENCES topic (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT topic_broader_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX topic_broader_by_broader ON topic_broader (broader);
CREATE INDEX topic_broader_from_outside ON topic_broader (operation) WHERE operation = 0;

-- Past rows of topic_broader, each with the operation that ended it.
CREATE TABLE topic_broader_history (
    topic TEXT NOT NULL, position INTEGER NOT NULL, broader TEXT NOT NULL,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX topic_broader_history_by_topic_position ON topic_broader_history (topic, position);
CREATE INDEX topic_broader_history_by_broader ON topic_broader_history (broader);
CREATE INDEX topic_broader_history_by_until_operation ON topic_broader_history (until_operation);
CREATE TRIGGER topic_broader_updated BEFORE UPDATE ON topic_broader
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO topic_broader_history
    SELECT topic_broader.*, running_operation.id
    FROM topic_broader, running_operation
    WHERE topic_broader.topic = OLD.topic AND topic_broader.position = OLD.position;
END;
CREATE TRIGGER topic_broader_deleted BEFORE DELETE ON topic_broader
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO topic_broader_history
    SELECT topic_broader.*, running_operation.id
    FROM topic_broader, running_operation
    WHERE topic_broader.topic = OLD.topic AND topic_broader.position = OLD.position;
END;

-- A circumstance that a rule asks for.
CREATE TABLE condition (
    key TEXT NOT NULL, -- permanent key, as it stands in sentences
    position INTEGER NOT NULL, -- its place in the codebook, from 0
    group_name TEXT, -- what sort: paper, custody, offence, person, ...
    short TEXT, -- short words for people
    definition TEXT, -- a definition that a coder can apply
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (key),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT condition_key_slug CHECK (length(key) BETWEEN 1 AND 80 AND key NOT GLOB
        '*[^a-z0-9.-]*'),
    CONSTRAINT condition_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX condition_from_outside ON condition (operation) WHERE operation = 0;

-- Past rows of condition, each with the operation that ended it.
CREATE TABLE condition_history (
    key TEXT NOT NULL, position INTEGER NOT NULL, group_name TEXT, short TEXT, definition TEXT,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX condition_history_by_key ON condition_history (key);
CREATE INDEX condition_history_by_until_operation ON condition_history (until_operation);
CREATE TRIGGER condition_updated BEFORE UPDATE ON condition
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO condition_history
    SELECT condition.*, running_operation.id
    FROM condition, running_operation
    WHERE condition.key = OLD.key;
END;
CREATE TRIGGER condition_deleted BEFORE DELETE ON condition
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO condition_history
    SELECT condition.*, running_operation.id
    FROM condition, running_operation
    WHERE condition.key = OLD.key;
END;

-- A broader condition, which a condition implies.
CREATE TABLE condition_broader (
    condition TEXT NOT NULL, -- the narrower condition
    position INTEGER NOT NULL, -- its place in the list, from 0
    broader TEXT NOT NULL, -- the broader one
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (condition, position),
    FOREIGN KEY (condition) REFERENCES condition (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (broader) REFERENCES condition (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT condition_broader_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX condition_broader_by_broader ON condition_broader (broader);
CREATE INDEX condition_broader_from_outside ON condition_broader (operation) WHERE operation = 0;

-- Past rows of condition_broader, each with the operation that ended it.
CREATE TABLE condition_broader_history (
    condition TEXT NOT NULL, position INTEGER NOT NULL, broader TEXT NOT NULL,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX condition_broader_history_by_condition_position ON condition_broader_history
    (condition, position);
CREATE INDEX condition_broader_history_by_broader ON condition_broader_history (broader);
CREATE INDEX condition_broader_history_by_until_operation ON condition_broader_history
    (until_operation);
CREATE TRIGGER condition_broader_updated BEFORE UPDATE ON condition_broader
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO condition_broader_history
    SELECT condition_broader.*, running_operation.id
    FROM condition_broader, running_operation
    WHERE condition_broader.condition = OLD.condition AND condition_broader.position = OLD.position;
END;
CREATE TRIGGER condition_broader_deleted BEFORE DELETE ON condition_broader
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO condition_broader_history
    SELECT condition_broader.*, running_operation.id
    FROM condition_broader, running_operation
    WHERE condition_broader.condition = OLD.condition AND condition_broader.position = OLD.position;
END;

-- A group of bodies that a rule names as the other side.
CREATE TABLE counterpart_group (
    key TEXT NOT NULL, -- permanent key, as it stands in sentences
    position INTEGER NOT NULL, -- its place in the codebook, from 0
    short TEXT, -- short words for people
    definition TEXT, -- a definition that a coder can apply
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (key),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT counterpart_group_key_slug CHECK (length(key) BETWEEN 1 AND 80 AND key NOT GLOB
        '*[^a-z0-9.-]*'),
    CONSTRAINT counterpart_group_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX counterpart_group_from_outside ON counterpart_group (operation) WHERE operation = 0;

-- Past rows of counterpart_group, each with the operation that ended it.
CREATE TABLE counterpart_group_history (
    key TEXT NOT NULL, position INTEGER NOT NULL, short TEXT, definition TEXT,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX counterpart_group_history_by_key ON counterpart_group_history (key);
CREATE INDEX counterpart_group_history_by_until_operation ON counterpart_group_history
    (until_operation);
CREATE TRIGGER counterpart_group_updated BEFORE UPDATE ON counterpart_group
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO counterpart_group_history
    SELECT counterpart_group.*, running_operation.id
    FROM counterpart_group, running_operation
    WHERE counterpart_group.key = OLD.key;
END;
CREATE TRIGGER counterpart_group_deleted BEFORE DELETE ON counterpart_group
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO counterpart_group_history
    SELECT counterpart_group.*, running_operation.id
    FROM counterpart_group, running_operation
    WHERE counterpart_group.key = OLD.key;
END;

-- A member of a counterpart group.
CREATE TABLE counterpart_member (
    counterpart_group TEXT NOT NULL, -- the group
    position INTEGER NOT NULL, -- its place in the list, from 0
    member TEXT NOT NULL, -- an organization or another group
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (counterpart_group, position),
    FOREIGN KEY (counterpart_group) REFERENCES counterpart_group (key)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT counterpart_member_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX counterpart_member_by_member ON counterpart_member (member);
CREATE INDEX counterpart_member_from_outside ON counterpart_member (operation) WHERE operation = 0;

-- Past rows of counterpart_member, each with the operation that ended it.
CREATE TABLE counterpart_member_history (
    counterpart_group TEXT NOT NULL, position INTEGER NOT NULL, member TEXT NOT NULL,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX counterpart_member_history_by_counterpart_group_position ON counterpart_member_history
    (counterpart_group, position);
CREATE INDEX counterpart_member_history_by_member ON counterpart_member_history (member);
CREATE INDEX counterpart_member_history_by_until_operation ON counterpart_member_history
    (until_operation);
CREATE TRIGGER counterpart_member_updated BEFORE UPDATE ON counterpart_member
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO counterpart_member_history
    SELECT counterpart_member.*, running_operation.id
    FROM counterpart_member, running_operation
    WHERE counterpart_member.counterpart_group = OLD.counterpart_group AND
        counterpart_member.position = OLD.position;
END;
CREATE TRIGGER counterpart_member_deleted BEFORE DELETE ON counterpart_member
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO counterpart_member_history
    SELECT counterpart_member.*, running_operation.id
    FROM counterpart_member, running_operation
    WHERE counterpart_member.counterpart_group = OLD.counterpart_group AND
        counterpart_member.position = OLD.position;
END;

-- Whoever in a body must follow a rule.
CREATE TABLE role (
    key TEXT NOT NULL, -- permanent key, as it stands in sentences
    position INTEGER NOT NULL, -- its place in the codebook, from 0
    short TEXT, -- short words for people
    definition TEXT, -- a definition that a coder can apply
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (key),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT role_key_slug CHECK (length(key) BETWEEN 1 AND 80 AND key NOT GLOB '*[^a-z0-9.-]*'),
    CONSTRAINT role_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX role_from_outside ON role (operation) WHERE operation = 0;

-- Past rows of role, each with the operation that ended it.
CREATE TABLE role_history (
    key TEXT NOT NULL, position INTEGER NOT NULL, short TEXT, definition TEXT,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX role_history_by_key ON role_history (key);
CREATE INDEX role_history_by_until_operation ON role_history (until_operation);
CREATE TRIGGER role_updated BEFORE UPDATE ON role
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO role_history
    SELECT role.*, running_operation.id
    FROM role, running_operation
    WHERE role.key = OLD.key;
END;
CREATE TRIGGER role_deleted BEFORE DELETE ON role
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO role_history
    SELECT role.*, running_operation.id
    FROM role, running_operation
    WHERE role.key = OLD.key;
END;

-- A type of directive.
CREATE TABLE directive_type (
    key TEXT NOT NULL, -- permanent key
    position INTEGER NOT NULL, -- its place in the codebook, from 0
    short TEXT, -- short words for people
    definition TEXT, -- a definition that a coder can apply
    rank INTEGER, -- rank inside a level; 1 prevails over 2
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (key),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT directive_type_key_slug CHECK (length(key) BETWEEN 1 AND 80 AND key NOT GLOB
        '*[^a-z0-9.-]*'),
    CONSTRAINT directive_type_position_order CHECK (position >= 0),
    CONSTRAINT directive_type_rank_form CHECK (rank >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX directive_type_from_outside ON directive_type (operation) WHERE operation = 0;

-- Past rows of directive_type, each with the operation that ended it.
CREATE TABLE directive_type_history (
    key TEXT NOT NULL, position INTEGER NOT NULL, short TEXT, definition TEXT, rank INTEGER,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX directive_type_history_by_key ON directive_type_history (key);
CREATE INDEX directive_type_history_by_until_operation ON directive_type_history (until_operation);
CREATE TRIGGER directive_type_updated BEFORE UPDATE ON directive_type
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO directive_type_history
    SELECT directive_type.*, running_operation.id
    FROM directive_type, running_operation
    WHERE directive_type.key = OLD.key;
END;
CREATE TRIGGER directive_type_deleted BEFORE DELETE ON directive_type
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO directive_type_history
    SELECT directive_type.*, running_operation.id
    FROM directive_type, running_operation
    WHERE directive_type.key = OLD.key;
END;

-- A kind of organization.
CREATE TABLE organization_kind (
    key TEXT NOT NULL, -- permanent key
    position INTEGER NOT NULL, -- its place in the codebook, from 0
    short TEXT, -- short words for people
    definition TEXT, -- a definition that a coder can apply
    level TEXT, -- where its instruments stand: department, or jurisdiction (that of its place)
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (key),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT organization_kind_key_slug CHECK (length(key) BETWEEN 1 AND 80 AND key NOT GLOB
        '*[^a-z0-9.-]*'),
    CONSTRAINT organization_kind_position_order CHECK (position >= 0),
    CONSTRAINT organization_kind_level_form CHECK (level IN ('department', 'jurisdiction'))
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_kind_from_outside ON organization_kind (operation) WHERE operation = 0;

-- Past rows of organization_kind, each with the operation that ended it.
CREATE TABLE organization_kind_history (
    key TEXT NOT NULL, position INTEGER NOT NULL, short TEXT, definition TEXT, level TEXT,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX organization_kind_history_by_key ON organization_kind_history (key);
CREATE INDEX organization_kind_history_by_until_operation ON organization_kind_history
    (until_operation);
CREATE TRIGGER organization_kind_updated BEFORE UPDATE ON organization_kind
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_kind_history
    SELECT organization_kind.*, running_operation.id
    FROM organization_kind, running_operation
    WHERE organization_kind.key = OLD.key;
END;
CREATE TRIGGER organization_kind_deleted BEFORE DELETE ON organization_kind
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_kind_history
    SELECT organization_kind.*, running_operation.id
    FROM organization_kind, running_operation
    WHERE organization_kind.key = OLD.key;
END;

-- -------------------------------------------------------------------------------------------------
-- Registers: places, organizations, sets
-- -------------------------------------------------------------------------------------------------

-- A jurisdiction. Places make a tree: us, us-il, us-il-chicago.
CREATE TABLE place (
    id TEXT NOT NULL, -- permanent slug
    name TEXT NOT NULL, -- its name
    kind TEXT NOT NULL, -- what sort of jurisdiction
    parent TEXT, -- the place in which it lies
    ocd TEXT, -- Open Civic Data division id
    geoid TEXT, -- Census GEOID; text, leading zeros kept
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    FOREIGN KEY (parent) REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT place_id_slug CHECK (length(id) BETWEEN 1 AND 80 AND id NOT GLOB '*[^a-z0-9.-]*'),
    CONSTRAINT place_kind_form CHECK (kind = 'country' OR kind = 'state' OR kind = 'territory'
        OR kind = 'county' OR kind = 'city' OR kind = 'tribe' OR kind = 'district')
) STRICT;
CREATE INDEX place_by_parent ON place (parent);
CREATE INDEX place_from_outside ON place (operation) WHERE operation = 0;

-- Past rows of place, each with the operation that ended it.
CREATE TABLE place_history (
    id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, parent TEXT, ocd TEXT, geoid TEXT,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX place_history_by_id ON place_history (id);
CREATE INDEX place_history_by_parent ON place_history (parent);
CREATE INDEX place_history_by_until_operation ON place_history (until_operation);
CREATE TRIGGER place_updated BEFORE UPDATE ON place
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO place_history
    SELECT place.*, running_operation.id
    FROM place, running_operation
    WHERE place.id = OLD.id;
END;
CREATE TRIGGER place_deleted BEFORE DELETE ON place
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO place_history
    SELECT place.*, running_operation.id
    FROM place, running_operation
    WHERE place.id = OLD.id;
END;

-- A public body. Its official name is the name at position 0 of organization_name.
CREATE TABLE organization (
    id TEXT NOT NULL, -- permanent slug
    kind TEXT NOT NULL, -- kind of body
    parent TEXT, -- the body of which it is a part; what binds the parent binds it
    note TEXT, -- what a reader of the record needs to know
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    FOREIGN KEY (kind) REFERENCES organization_kind (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (parent) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT organization_id_slug CHECK (length(id) BETWEEN 1 AND 80 AND id NOT GLOB
        '*[^a-z0-9.-]*')
) STRICT;
CREATE INDEX organization_by_kind ON organization (kind);
CREATE INDEX organization_by_parent ON organization (parent);
CREATE INDEX organization_from_outside ON organization (operation) WHERE operation = 0;

-- Past rows of organization, each with the operation that ended it.
CREATE TABLE organization_history (
    id TEXT NOT NULL, kind TEXT NOT NULL, parent TEXT, note TEXT, operation INTEGER NOT NULL,
    until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX organization_history_by_id ON organization_history (id);
CREATE INDEX organization_history_by_kind ON organization_history (kind);
CREATE INDEX organization_history_by_parent ON organization_history (parent);
CREATE INDEX organization_history_by_until_operation ON organization_history (until_operation);
CREATE TRIGGER organization_updated BEFORE UPDATE ON organization
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_history
    SELECT organization.*, running_operation.id
    FROM organization, running_operation
    WHERE organization.id = OLD.id;
END;
CREATE TRIGGER organization_deleted BEFORE DELETE ON organization
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_history
    SELECT organization.*, running_operation.id
    FROM organization, running_operation
    WHERE organization.id = OLD.id;
END;

-- A place of an organization, the main one first.
CREATE TABLE organization_place (
    organization TEXT NOT NULL, -- the body
    position INTEGER NOT NULL, -- its place in the list, from 0
    place TEXT NOT NULL, -- the place
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (organization, position),
    FOREIGN KEY (organization) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (place) REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT organization_place_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_place_by_place ON organization_place (place);
CREATE INDEX organization_place_from_outside ON organization_place (operation) WHERE operation = 0;

-- Past rows of organization_place, each with the operation that ended it.
CREATE TABLE organization_place_history (
    organization TEXT NOT NULL, position INTEGER NOT NULL, place TEXT NOT NULL,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX organization_place_history_by_organization_position ON organization_place_history
    (organization, position);
CREATE INDEX organization_place_history_by_place ON organization_place_history (place);
CREATE INDEX organization_place_history_by_until_operation ON organization_place_history
    (until_operation);
CREATE TRIGGER organization_place_updated BEFORE UPDATE ON organization_place
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_place_history
    SELECT organization_place.*, running_operation.id
    FROM organization_place, running_operation
    WHERE organization_place.organization = OLD.organization AND organization_place.position =
        OLD.position;
END;
CREATE TRIGGER organization_place_deleted BEFORE DELETE ON organization_place
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_place_history
    SELECT organization_place.*, running_operation.id
    FROM organization_place, running_operation
    WHERE organization_place.organization = OLD.organization AND organization_place.position =
        OLD.position;
END;

-- A name of an organization, the official one first.
CREATE TABLE organization_name (
    organization TEXT NOT NULL, -- the body
    position INTEGER NOT NULL, -- its place in the list, from 0
    name TEXT NOT NULL, -- the name
    from_date TEXT, -- since when (EDTF)
    until_date TEXT, -- until when, exclusive (EDTF)
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    from_earliest TEXT AS (
        CASE WHEN from_date IS NULL THEN NULL WHEN from_date GLOB '????-??-??' THEN from_date ELSE
            nullif(rtrim(substr(from_date, 1, instr(from_date || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(from_date, 1, instr(from_date || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that from_date can mean; none: open
    from_latest TEXT AS (
        CASE WHEN from_date IS NULL THEN NULL WHEN from_date GLOB '????-??-??' THEN from_date ELSE
            iif(
                length(rtrim(substr(from_date, iif(instr(from_date, '..'), instr(from_date, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(from_date, iif(instr(from_date, '..'), instr(from_date, '..') + 2, 1)), '?~'),
                date(rtrim(substr(from_date, iif(instr(from_date, '..'), instr(from_date, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(from_date, iif(instr(from_date, '..'), instr(from_date, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that from_date can mean; none: open
    until_earliest TEXT AS (
        CASE WHEN until_date IS NULL THEN NULL WHEN until_date GLOB '????-??-??' THEN until_date ELSE
            nullif(rtrim(substr(until_date, 1, instr(until_date || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(until_date, 1, instr(until_date || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that until_date can mean; none: open
    until_latest TEXT AS (
        CASE WHEN until_date IS NULL THEN NULL WHEN until_date GLOB '????-??-??' THEN until_date ELSE
            iif(
                length(rtrim(substr(until_date, iif(instr(until_date, '..'), instr(until_date, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(until_date, iif(instr(until_date, '..'), instr(until_date, '..') + 2, 1)), '?~'),
                date(rtrim(substr(until_date, iif(instr(until_date, '..'), instr(until_date, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(until_date, iif(instr(until_date, '..'), instr(until_date, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that until_date can mean; none: open
    PRIMARY KEY (organization, position),
    FOREIGN KEY (organization) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT organization_name_position_order CHECK (position >= 0),
    CONSTRAINT organization_name_from_date_edtf CHECK (from_date IS NULL OR (
        from_date GLOB '????-??-??' AND date(from_date) IS from_date
        AND from_date BETWEEN '1800-01-01' AND '2100-12-31') OR (
        from_date NOT GLOB '*[?~][?~]*' AND from_date NOT GLOB '[?~]*'
        AND from_date NOT GLOB '*..[?~]*'
        AND iif(from_date GLOB '..*', from_earliest IS NULL,
            date(from_earliest) IS from_earliest
            AND ifnull(from_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(from_date GLOB '*..', from_latest IS NULL,
            date(from_latest) IS from_latest
            AND ifnull(from_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(from_earliest <= from_latest, 1))),
    CONSTRAINT organization_name_until_date_edtf CHECK (until_date IS NULL OR (
        until_date GLOB '????-??-??' AND date(until_date) IS until_date
        AND until_date BETWEEN '1800-01-01' AND '2100-12-31') OR (
        until_date NOT GLOB '*[?~][?~]*' AND until_date NOT GLOB '[?~]*'
        AND until_date NOT GLOB '*..[?~]*'
        AND iif(until_date GLOB '..*', until_earliest IS NULL,
            date(until_earliest) IS until_earliest
            AND ifnull(until_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(until_date GLOB '*..', until_latest IS NULL,
            date(until_latest) IS until_latest
            AND ifnull(until_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(until_earliest <= until_latest, 1)))
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_name_from_outside ON organization_name (operation) WHERE operation = 0;

-- Past rows of organization_name, each with the operation that ended it.
CREATE TABLE organization_name_history (
    organization TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, from_date TEXT,
    until_date TEXT, operation INTEGER NOT NULL, from_earliest TEXT, from_latest TEXT,
    until_earliest TEXT, until_latest TEXT, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX organization_name_history_by_organization_position ON organization_name_history
    (organization, position);
CREATE INDEX organization_name_history_by_until_operation ON organization_name_history
    (until_operation);
CREATE TRIGGER organization_name_updated BEFORE UPDATE ON organization_name
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_name_history
    SELECT organization_name.*, running_operation.id
    FROM organization_name, running_operation
    WHERE organization_name.organization = OLD.organization AND organization_name.position =
        OLD.position;
END;
CREATE TRIGGER organization_name_deleted BEFORE DELETE ON organization_name
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_name_history
    SELECT organization_name.*, running_operation.id
    FROM organization_name, running_operation
    WHERE organization_name.organization = OLD.organization AND organization_name.position =
        OLD.position;
END;

-- An identifier of an organization: never unique, never its key.
CREATE TABLE organization_identifier (
    organization TEXT NOT NULL, -- the body
    scheme TEXT NOT NULL, -- the scheme, such as ori
    position INTEGER NOT NULL, -- its place in the list, from 0
    value TEXT NOT NULL, -- the identifier
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (organization, scheme, position),
    FOREIGN KEY (organization) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT organization_identifier_scheme_slug CHECK (length(scheme) BETWEEN 1 AND 80 AND scheme
        NOT GLOB '*[^a-z0-9.-]*'),
    CONSTRAINT organization_identifier_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_identifier_from_outside ON organization_identifier (operation)
    WHERE operation = 0;

-- Past rows of organization_identifier, each with the operation that ended it.
CREATE TABLE organization_identifier_history (
    organization TEXT NOT NULL, scheme TEXT NOT NULL, position INTEGER NOT NULL,
    value TEXT NOT NULL, operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX organization_identifier_history_by_organization_scheme_position ON
    organization_identifier_history (organization, scheme, position);
CREATE INDEX organization_identifier_history_by_until_operation ON organization_identifier_history
    (until_operation);
CREATE TRIGGER organization_identifier_updated BEFORE UPDATE ON organization_identifier
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_identifier_history
    SELECT organization_identifier.*, running_operation.id
    FROM organization_identifier, running_operation
    WHERE organization_identifier.organization = OLD.organization AND organization_identifier.scheme
        = OLD.scheme AND organization_identifier.position = OLD.position;
END;
CREATE TRIGGER organization_identifier_deleted BEFORE DELETE ON organization_identifier
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_identifier_history
    SELECT organization_identifier.*, running_operation.id
    FROM organization_identifier, running_operation
    WHERE organization_identifier.organization = OLD.organization AND organization_identifier.scheme
        = OLD.scheme AND organization_identifier.position = OLD.position;
END;

-- A body whose place an organization took.
CREATE TABLE organization_predecessor (
    organization TEXT NOT NULL, -- the body
    position INTEGER NOT NULL, -- its place in the list, from 0
    predecessor TEXT NOT NULL, -- the earlier body
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (organization, position),
    FOREIGN KEY (organization) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (predecessor) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT organization_predecessor_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_predecessor_by_predecessor ON organization_predecessor (predecessor);
CREATE INDEX organization_predecessor_from_outside ON organization_predecessor (operation)
    WHERE operation = 0;

-- Past rows of organization_predecessor, each with the operation that ended it.
CREATE TABLE organization_predecessor_history (
    organization TEXT NOT NULL, position INTEGER NOT NULL, predecessor TEXT NOT NULL,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX organization_predecessor_history_by_organization_position ON
    organization_predecessor_history (organization, position);
CREATE INDEX organization_predecessor_history_by_predecessor ON organization_predecessor_history
    (predecessor);
CREATE INDEX organization_predecessor_history_by_until_operation ON organization_predecessor_history
    (until_operation);
CREATE TRIGGER organization_predecessor_updated BEFORE UPDATE ON organization_predecessor
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_predecessor_history
    SELECT organization_predecessor.*, running_operation.id
    FROM organization_predecessor, running_operation
    WHERE organization_predecessor.organization = OLD.organization AND
        organization_predecessor.position = OLD.position;
END;
CREATE TRIGGER organization_predecessor_deleted BEFORE DELETE ON organization_predecessor
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_predecessor_history
    SELECT organization_predecessor.*, running_operation.id
    FROM organization_predecessor, running_operation
    WHERE organization_predecessor.organization = OLD.organization AND
        organization_predecessor.position = OLD.position;
END;

-- A slug whose record was merged into an organization: it goes on naming the organization.
CREATE TABLE organization_merged (
    organization TEXT NOT NULL, -- the body into which it was merged
    position INTEGER NOT NULL, -- its place in the list, from 0
    slug TEXT NOT NULL, -- the slug that the merged record had
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (organization, position),
    FOREIGN KEY (organization) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT organization_merged_position_order CHECK (position >= 0),
    CONSTRAINT organization_merged_slug_form CHECK (length(slug) BETWEEN 1 AND 80 AND slug NOT GLOB
        '*[^a-z0-9.-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_merged_by_slug ON organization_merged (slug);
CREATE INDEX organization_merged_from_outside ON organization_merged (operation)
    WHERE operation = 0;

-- Past rows of organization_merged, each with the operation that ended it.
CREATE TABLE organization_merged_history (
    organization TEXT NOT NULL, position INTEGER NOT NULL, slug TEXT NOT NULL,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX organization_merged_history_by_organization_position ON
    organization_merged_history (organization, position);
CREATE INDEX organization_merged_history_by_slug ON organization_merged_history
    (slug);
CREATE INDEX organization_merged_history_by_until_operation ON organization_merged_history
    (until_operation);
CREATE TRIGGER organization_merged_updated BEFORE UPDATE ON organization_merged
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_merged_history
    SELECT organization_merged.*, running_operation.id
    FROM organization_merged, running_operation
    WHERE organization_merged.organization = OLD.organization AND
        organization_merged.position = OLD.position;
END;
CREATE TRIGGER organization_merged_deleted BEFORE DELETE ON organization_merged
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_merged_history
    SELECT organization_merged.*, running_operation.id
    FROM organization_merged, running_operation
    WHERE organization_merged.organization = OLD.organization AND
        organization_merged.position = OLD.position;
END;

-- A named set of bodies, typed as @NAME.
CREATE TABLE organization_set (
    id TEXT NOT NULL, -- its name
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT organization_set_id_slug CHECK (length(id) BETWEEN 1 AND 80 AND id NOT GLOB
        '*[^a-z0-9.-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_set_from_outside ON organization_set (operation) WHERE operation = 0;

-- Past rows of organization_set, each with the operation that ended it.
CREATE TABLE organization_set_history (
    id TEXT NOT NULL, operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX organization_set_history_by_id ON organization_set_history (id);
CREATE INDEX organization_set_history_by_until_operation ON organization_set_history
    (until_operation);
CREATE TRIGGER organization_set_updated BEFORE UPDATE ON organization_set
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_set_history
    SELECT organization_set.*, running_operation.id
    FROM organization_set, running_operation
    WHERE organization_set.id = OLD.id;
END;
CREATE TRIGGER organization_set_deleted BEFORE DELETE ON organization_set
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_set_history
    SELECT organization_set.*, running_operation.id
    FROM organization_set, running_operation
    WHERE organization_set.id = OLD.id;
END;

-- A body of a set, in the order in which tables show them.
CREATE TABLE organization_set_member (
    organization_set TEXT NOT NULL, -- the set
    position INTEGER NOT NULL, -- its place in the list, from 0
    organization TEXT NOT NULL, -- the body
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (organization_set, position),
    FOREIGN KEY (organization_set) REFERENCES organization_set (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organization) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT organization_set_member_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_set_member_by_organization ON organization_set_member (organization);
CREATE INDEX organization_set_member_from_outside ON organization_set_member (operation)
    WHERE operation = 0;

-- Past rows of organization_set_member, each with the operation that ended it.
CREATE TABLE organization_set_member_history (
    organization_set TEXT NOT NULL, position INTEGER NOT NULL, organization TEXT NOT NULL,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX organization_set_member_history_by_organization_set_position ON
    organization_set_member_history (organization_set, position);
CREATE INDEX organization_set_member_history_by_organization ON organization_set_member_history
    (organization);
CREATE INDEX organization_set_member_history_by_until_operation ON organization_set_member_history
    (until_operation);
CREATE TRIGGER organization_set_member_updated BEFORE UPDATE ON organization_set_member
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_set_member_history
    SELECT organization_set_member.*, running_operation.id
    FROM organization_set_member, running_operation
    WHERE organization_set_member.organization_set = OLD.organization_set AND
        organization_set_member.position = OLD.position;
END;
CREATE TRIGGER organization_set_member_deleted BEFORE DELETE ON organization_set_member
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_set_member_history
    SELECT organization_set_member.*, running_operation.id
    FROM organization_set_member, running_operation
    WHERE organization_set_member.organization_set = OLD.organization_set AND
        organization_set_member.position = OLD.position;
END;

-- -------------------------------------------------------------------------------------------------
-- Directives: versions, rules, who is bound
-- -------------------------------------------------------------------------------------------------

-- One written text through all its changes: order, ordinance, statute, agreement, ruling.
CREATE TABLE directive (
    id TEXT NOT NULL, -- ISSUER/SLUG
    issuer TEXT NOT NULL, -- the body that issued it
    slug TEXT NOT NULL, -- its name among the directives of its issuer
    title TEXT NOT NULL, -- the title of the text itself
    number TEXT, -- the printed number; data, not a key
    type TEXT NOT NULL, -- type of directive
    unit TEXT, -- the unit that is responsible for it
    note TEXT, -- what a reader of the record needs to know
    -- The day on which it was set aside as recorded in error: kept, but it answers nothing.
    discarded_on TEXT,
    discarded_reason TEXT, -- why it was set aside
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    FOREIGN KEY (issuer) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (type) REFERENCES directive_type (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT directive_id_parts CHECK (id = issuer || '/' || slug),
    CONSTRAINT directive_slug_slug CHECK (length(slug) BETWEEN 1 AND 80 AND slug NOT GLOB
        '*[^a-z0-9.-]*'),
    CONSTRAINT directive_discarded_on_form CHECK (date(discarded_on) IS discarded_on),
    CONSTRAINT directive_discarded_reason_form CHECK ((discarded_reason IS NULL) = (discarded_on IS
        NULL))
) STRICT;
CREATE INDEX directive_by_issuer_slug ON directive (issuer, slug);
CREATE INDEX directive_by_type ON directive (type);
CREATE INDEX directive_from_outside ON directive (operation) WHERE operation = 0;

-- Past rows of directive, each with the operation that ended it.
CREATE TABLE directive_history (
    id TEXT NOT NULL, issuer TEXT NOT NULL, slug TEXT NOT NULL, title TEXT NOT NULL, number TEXT,
    type TEXT NOT NULL, unit TEXT, note TEXT, discarded_on TEXT, discarded_reason TEXT,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX directive_history_by_id ON directive_history (id);
CREATE INDEX directive_history_by_issuer_slug ON directive_history (issuer, slug);
CREATE INDEX directive_history_by_type ON directive_history (type);
CREATE INDEX directive_history_by_until_operation ON directive_history (until_operation);
CREATE TRIGGER directive_updated BEFORE UPDATE ON directive
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO directive_history
    SELECT directive.*, running_operation.id
    FROM directive, running_operation
    WHERE directive.id = OLD.id;
END;
CREATE TRIGGER directive_deleted BEFORE DELETE ON directive
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO directive_history
    SELECT directive.*, running_operation.id
    FROM directive, running_operation
    WHERE directive.id = OLD.id;
END;

-- A free tag of a directive, such as calea:1.2.3.
CREATE TABLE directive_tag (
    directive TEXT NOT NULL, -- the directive
    position INTEGER NOT NULL, -- its place in the list, from 0
    tag TEXT NOT NULL, -- the tag
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (directive, position),
    FOREIGN KEY (directive) REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT directive_tag_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX directive_tag_by_tag ON directive_tag (tag);
CREATE INDEX directive_tag_from_outside ON directive_tag (operation) WHERE operation = 0;

-- Past rows of directive_tag, each with the operation that ended it.
CREATE TABLE directive_tag_history (
    directive TEXT NOT NULL, position INTEGER NOT NULL, tag TEXT NOT NULL,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX directive_tag_history_by_directive_position ON directive_tag_history (directive,
    position);
CREATE INDEX directive_tag_history_by_tag ON directive_tag_history (tag);
CREATE INDEX directive_tag_history_by_until_operation ON directive_tag_history (until_operation);
CREATE TRIGGER directive_tag_updated BEFORE UPDATE ON directive_tag
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO directive_tag_history
    SELECT directive_tag.*, running_operation.id
    FROM directive_tag, running_operation
    WHERE directive_tag.directive = OLD.directive AND directive_tag.position = OLD.position;
END;
CREATE TRIGGER directive_tag_deleted BEFORE DELETE ON directive_tag
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO directive_tag_history
    SELECT directive_tag.*, running_operation.id
    FROM directive_tag, running_operation
    WHERE directive_tag.directive = OLD.directive AND directive_tag.position = OLD.position;
END;

-- A party of an agreement.
CREATE TABLE directive_party (
    directive TEXT NOT NULL, -- the agreement
    position INTEGER NOT NULL, -- its place in the list, from 0
    organization TEXT NOT NULL, -- the party
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (directive, position),
    FOREIGN KEY (directive) REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organization) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT directive_party_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX directive_party_by_organization ON directive_party (organization);
CREATE INDEX directive_party_from_outside ON directive_party (operation) WHERE operation = 0;

-- Past rows of directive_party, each with the operation that ended it.
CREATE TABLE directive_party_history (
    directive TEXT NOT NULL, position INTEGER NOT NULL, organization TEXT NOT NULL,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX directive_party_history_by_directive_position ON directive_party_history (directive,
    position);
CREATE INDEX directive_party_history_by_organization ON directive_party_history (organization);
CREATE INDEX directive_party_history_by_until_operation ON directive_party_history
    (until_operation);
CREATE TRIGGER directive_party_updated BEFORE UPDATE ON directive_party
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO directive_party_history
    SELECT directive_party.*, running_operation.id
    FROM directive_party, running_operation
    WHERE directive_party.directive = OLD.directive AND directive_party.position = OLD.position;
END;
CREATE TRIGGER directive_party_deleted BEFORE DELETE ON directive_party
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO directive_party_history
    SELECT directive_party.*, running_operation.id
    FROM directive_party, running_operation
    WHERE directive_party.directive = OLD.directive AND directive_party.position = OLD.position;
END;

-- How a directive stands to another; the inverse is derived.
CREATE TABLE relation (
    directive TEXT NOT NULL, -- the directive on this side
    position INTEGER NOT NULL, -- its place in the list, from 0
    kind TEXT NOT NULL, -- the relation, read from this side to the other
    other TEXT NOT NULL, -- the other directive
    other_version TEXT, -- the version of the other: a label or a day
    other_rule TEXT, -- the rule of the other
    part TEXT, -- the part on this side
    other_part TEXT, -- the part on the other side
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (directive, position),
    FOREIGN KEY (directive) REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (other) REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT relation_position_order CHECK (position >= 0),
    CONSTRAINT relation_kind_form CHECK (kind = 'amends' OR kind = 'implements' OR
        kind = 'preempts' OR kind = 'challenged-under' OR kind = 'may-be-same' OR
        kind = 'related')
) STRICT, WITHOUT ROWID;
CREATE INDEX relation_by_other ON relation (other);
CREATE INDEX relation_from_outside ON relation (operation) WHERE operation = 0;

-- Past rows of relation, each with the operation that ended it.
CREATE TABLE relation_history (
    directive TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, other TEXT NOT NULL,
    other_version TEXT, other_rule TEXT, part TEXT, other_part TEXT, operation INTEGER NOT NULL,
    until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX relation_history_by_directive_position ON relation_history (directive, position);
CREATE INDEX relation_history_by_other ON relation_history (other);
CREATE INDEX relation_history_by_until_operation ON relation_history (until_operation);
CREATE TRIGGER relation_updated BEFORE UPDATE ON relation
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO relation_history
    SELECT relation.*, running_operation.id
    FROM relation, running_operation
    WHERE relation.directive = OLD.directive AND relation.position = OLD.position;
END;
CREATE TRIGGER relation_deleted BEFORE DELETE ON relation
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO relation_history
    SELECT relation.*, running_operation.id
    FROM relation, running_operation
    WHERE relation.directive = OLD.directive AND relation.position = OLD.position;
END;

-- Where a fact about a directive comes from.
CREATE TABLE source (
    directive TEXT NOT NULL, -- the directive whose record cites it
    name TEXT NOT NULL, -- the name that other records cite
    title TEXT NOT NULL, -- its title
    publisher TEXT, -- who published it
    url TEXT, -- its address
    archived TEXT, -- the address of an archived copy
    date TEXT, -- its date (EDTF)
    kind TEXT NOT NULL, -- what sort of source
    supports TEXT, -- what it supports, in a few words
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    date_earliest TEXT AS (
        CASE WHEN date IS NULL THEN NULL WHEN date GLOB '????-??-??' THEN date ELSE
            nullif(rtrim(substr(date, 1, instr(date || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(date, 1, instr(date || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that date can mean; none: open
    date_latest TEXT AS (
        CASE WHEN date IS NULL THEN NULL WHEN date GLOB '????-??-??' THEN date ELSE
            iif(
                length(rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~'),
                date(rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that date can mean; none: open
    PRIMARY KEY (directive, name),
    FOREIGN KEY (directive) REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT source_name_slug CHECK (length(name) BETWEEN 1 AND 80 AND name NOT GLOB
        '*[^a-z0-9.-]*'),
    CONSTRAINT source_date_edtf CHECK (date IS NULL OR (
        date GLOB '????-??-??' AND date(date) IS date
        AND date BETWEEN '1800-01-01' AND '2100-12-31') OR (
        date NOT GLOB '*[?~][?~]*' AND date NOT GLOB '[?~]*'
        AND date NOT GLOB '*..[?~]*'
        AND iif(date GLOB '..*', date_earliest IS NULL,
            date(date_earliest) IS date_earliest
            AND ifnull(date_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(date GLOB '*..', date_latest IS NULL,
            date(date_latest) IS date_latest
            AND ifnull(date_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(date_earliest <= date_latest, 1))),
    CONSTRAINT source_kind_form CHECK (kind = 'primary' OR kind = 'official-statement' OR
        kind = 'court' OR kind = 'press' OR kind = 'secondary')
) STRICT;
CREATE INDEX source_from_outside ON source (operation) WHERE operation = 0;

-- Past rows of source, each with the operation that ended it.
CREATE TABLE source_history (
    directive TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT, url TEXT,
    archived TEXT, date TEXT, kind TEXT NOT NULL, supports TEXT, operation INTEGER NOT NULL,
    date_earliest TEXT, date_latest TEXT, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX source_history_by_directive_name ON source_history (directive, name);
CREATE INDEX source_history_by_until_operation ON source_history (until_operation);
CREATE TRIGGER source_updated BEFORE UPDATE ON source
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO source_history
    SELECT source.*, running_operation.id
    FROM source, running_operation
    WHERE source.directive = OLD.directive AND source.name = OLD.name;
END;
CREATE TRIGGER source_deleted BEFORE DELETE ON source
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO source_history
    SELECT source.*, running_operation.id
    FROM source, running_operation
    WHERE source.directive = OLD.directive AND source.name = OLD.name;
END;

-- A copy of the text as a thing.
CREATE TABLE document (
    directive TEXT NOT NULL, -- the directive
    name TEXT NOT NULL, -- the name that versions use
    file TEXT, -- the name of the file
    url TEXT, -- its address
    sha256 TEXT, -- SHA-256 of its bytes, hexadecimal
    pages INTEGER, -- number of pages
    obtained_how TEXT, -- how it was obtained: site, records request, court file
    obtained_on TEXT, -- when it was obtained (EDTF)
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    obtained_on_earliest TEXT AS (
        CASE WHEN obtained_on IS NULL THEN NULL WHEN obtained_on GLOB '????-??-??' THEN obtained_on ELSE
            nullif(rtrim(substr(obtained_on, 1, instr(obtained_on || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(obtained_on, 1, instr(obtained_on || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that obtained_on can mean; none: open
    obtained_on_latest TEXT AS (
        CASE WHEN obtained_on IS NULL THEN NULL WHEN obtained_on GLOB '????-??-??' THEN obtained_on ELSE
            iif(
                length(rtrim(substr(obtained_on, iif(instr(obtained_on, '..'), instr(obtained_on, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(obtained_on, iif(instr(obtained_on, '..'), instr(obtained_on, '..') + 2, 1)), '?~'),
                date(rtrim(substr(obtained_on, iif(instr(obtained_on, '..'), instr(obtained_on, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(obtained_on, iif(instr(obtained_on, '..'), instr(obtained_on, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that obtained_on can mean; none: open
    PRIMARY KEY (directive, name),
    FOREIGN KEY (directive) REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT document_name_slug CHECK (length(name) BETWEEN 1 AND 80 AND name NOT GLOB
        '*[^a-z0-9.-]*'),
    CONSTRAINT document_pages_form CHECK (pages >= 0),
    CONSTRAINT document_obtained_on_edtf CHECK (obtained_on IS NULL OR (
        obtained_on GLOB '????-??-??' AND date(obtained_on) IS obtained_on
        AND obtained_on BETWEEN '1800-01-01' AND '2100-12-31') OR (
        obtained_on NOT GLOB '*[?~][?~]*' AND obtained_on NOT GLOB '[?~]*'
        AND obtained_on NOT GLOB '*..[?~]*'
        AND iif(obtained_on GLOB '..*', obtained_on_earliest IS NULL,
            date(obtained_on_earliest) IS obtained_on_earliest
            AND ifnull(obtained_on_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(obtained_on GLOB '*..', obtained_on_latest IS NULL,
            date(obtained_on_latest) IS obtained_on_latest
            AND ifnull(obtained_on_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(obtained_on_earliest <= obtained_on_latest, 1))),
    CONSTRAINT document_obtained_how CHECK (obtained_on IS NULL OR obtained_how IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_from_outside ON document (operation) WHERE operation = 0;

-- Past rows of document, each with the operation that ended it.
CREATE TABLE document_history (
    directive TEXT NOT NULL, name TEXT NOT NULL, file TEXT, url TEXT, sha256 TEXT, pages INTEGER,
    obtained_how TEXT, obtained_on TEXT, operation INTEGER NOT NULL, obtained_on_earliest TEXT,
    obtained_on_latest TEXT, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX document_history_by_directive_name ON document_history (directive, name);
CREATE INDEX document_history_by_until_operation ON document_history (until_operation);
CREATE TRIGGER document_updated BEFORE UPDATE ON document
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO document_history
    SELECT document.*, running_operation.id
    FROM document, running_operation
    WHERE document.directive = OLD.directive AND document.name = OLD.name;
END;
CREATE TRIGGER document_deleted BEFORE DELETE ON document
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO document_history
    SELECT document.*, running_operation.id
    FROM document, running_operation
    WHERE document.directive = OLD.directive AND document.name = OLD.name;
END;

-- The directive as it stood from one date to another, with all its rules.
CREATE TABLE version (
    directive TEXT NOT NULL, -- the directive
    label TEXT NOT NULL, -- unique in its directive, usually its date
    position INTEGER NOT NULL, -- its place in the record, from 0
    number TEXT, -- the number printed on it, where it differs
    stage TEXT NOT NULL, -- draft or adopted; only an adopted version is law
    text_seen TEXT NOT NULL, -- how much of the text was seen: full, part, none
    document TEXT, -- the copy that was read
    standing TEXT NOT NULL, -- how well its existence and rules are known
    -- 1: its own list of bonds counts (also an empty one), not that of the directive.
    binds_own INTEGER NOT NULL,
    -- How it came to its end; none: it has no end of its own (for its days see date_claim).
    ended_how TEXT,
    ended_by TEXT, -- the directive that ended it
    ended_by_version TEXT, -- the version of that directive: a label or a day
    ended_by_rule TEXT, -- the rule of that directive
    ended_certainty TEXT, -- how well the end is known
    review_due TEXT, -- when its review is due, on its face (EDTF)
    expires TEXT, -- when it expires, on its face (EDTF)
    last_checked TEXT, -- when somebody last checked that it stands as recorded (EDTF)
    note TEXT, -- what a reader of the record needs to know
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    review_due_earliest TEXT AS (
        CASE WHEN review_due IS NULL THEN NULL WHEN review_due GLOB '????-??-??' THEN review_due ELSE
            nullif(rtrim(substr(review_due, 1, instr(review_due || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(review_due, 1, instr(review_due || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that review_due can mean; none: open
    review_due_latest TEXT AS (
        CASE WHEN review_due IS NULL THEN NULL WHEN review_due GLOB '????-??-??' THEN review_due ELSE
            iif(
                length(rtrim(substr(review_due, iif(instr(review_due, '..'), instr(review_due, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(review_due, iif(instr(review_due, '..'), instr(review_due, '..') + 2, 1)), '?~'),
                date(rtrim(substr(review_due, iif(instr(review_due, '..'), instr(review_due, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(review_due, iif(instr(review_due, '..'), instr(review_due, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that review_due can mean; none: open
    expires_earliest TEXT AS (
        CASE WHEN expires IS NULL THEN NULL WHEN expires GLOB '????-??-??' THEN expires ELSE
            nullif(rtrim(substr(expires, 1, instr(expires || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(expires, 1, instr(expires || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that expires can mean; none: open
    expires_latest TEXT AS (
        CASE WHEN expires IS NULL THEN NULL WHEN expires GLOB '????-??-??' THEN expires ELSE
            iif(
                length(rtrim(substr(expires, iif(instr(expires, '..'), instr(expires, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(expires, iif(instr(expires, '..'), instr(expires, '..') + 2, 1)), '?~'),
                date(rtrim(substr(expires, iif(instr(expires, '..'), instr(expires, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(expires, iif(instr(expires, '..'), instr(expires, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that expires can mean; none: open
    last_checked_earliest TEXT AS (
        CASE WHEN last_checked IS NULL THEN NULL WHEN last_checked GLOB '????-??-??' THEN last_checked ELSE
            nullif(rtrim(substr(last_checked, 1, instr(last_checked || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(last_checked, 1, instr(last_checked || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that last_checked can mean; none: open
    last_checked_latest TEXT AS (
        CASE WHEN last_checked IS NULL THEN NULL WHEN last_checked GLOB '????-??-??' THEN last_checked ELSE
            iif(
                length(rtrim(substr(last_checked, iif(instr(last_checked, '..'), instr(last_checked, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(last_checked, iif(instr(last_checked, '..'), instr(last_checked, '..') + 2, 1)), '?~'),
                date(rtrim(substr(last_checked, iif(instr(last_checked, '..'), instr(last_checked, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(last_checked, iif(instr(last_checked, '..'), instr(last_checked, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that last_checked can mean; none: open
    PRIMARY KEY (directive, label),
    FOREIGN KEY (directive) REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (ended_by) REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, document) REFERENCES document (directive, name)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT version_label_form CHECK (length(label) BETWEEN 1 AND 80 AND label NOT GLOB
        '*[^A-Za-z0-9._~?-]*'),
    CONSTRAINT version_position_order CHECK (position >= 0),
    CONSTRAINT version_stage_form CHECK (stage IN ('draft', 'adopted')),
    CONSTRAINT version_text_seen_form CHECK (text_seen = 'full' OR text_seen = 'part' OR
        text_seen = 'none'),
    CONSTRAINT version_standing_form CHECK (standing = 'documented' OR standing = 'confirmed'
        OR standing = 'reported' OR standing = 'inferred' OR standing = 'disputed' OR
        standing = 'unknown'),
    CONSTRAINT version_binds_own_form CHECK (binds_own IN (0, 1)),
    CONSTRAINT version_ended_how_form CHECK (ended_how = 'superseded' OR ended_how = 'amended'
        OR ended_how = 'rescinded' OR ended_how = 'repealed' OR ended_how = 'expired' OR
        ended_how = 'terminated' OR ended_how = 'void'),
    CONSTRAINT version_ended_by_form CHECK (ended_by IS NULL OR ended_how IS NOT NULL),
    CONSTRAINT version_ended_by_version_form CHECK (ended_by_version IS NULL OR ended_by IS NOT
        NULL),
    CONSTRAINT version_ended_by_rule_form CHECK (ended_by_rule IS NULL OR ended_by IS NOT NULL),
    CONSTRAINT version_ended_certainty_form CHECK (ended_certainty IS NULL OR (ended_how IS
        NOT NULL AND (ended_certainty = 'documented' OR ended_certainty = 'confirmed' OR
        ended_certainty = 'reported' OR ended_certainty = 'inferred' OR
        ended_certainty = 'disputed' OR ended_certainty = 'unknown'))),
    CONSTRAINT version_review_due_edtf CHECK (review_due IS NULL OR (
        review_due GLOB '????-??-??' AND date(review_due) IS review_due
        AND review_due BETWEEN '1800-01-01' AND '2100-12-31') OR (
        review_due NOT GLOB '*[?~][?~]*' AND review_due NOT GLOB '[?~]*'
        AND review_due NOT GLOB '*..[?~]*'
        AND iif(review_due GLOB '..*', review_due_earliest IS NULL,
            date(review_due_earliest) IS review_due_earliest
            AND ifnull(review_due_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(review_due GLOB '*..', review_due_latest IS NULL,
            date(review_due_latest) IS review_due_latest
            AND ifnull(review_due_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(review_due_earliest <= review_due_latest, 1))),
    CONSTRAINT version_expires_edtf CHECK (expires IS NULL OR (
        expires GLOB '????-??-??' AND date(expires) IS expires
        AND expires BETWEEN '1800-01-01' AND '2100-12-31') OR (
        expires NOT GLOB '*[?~][?~]*' AND expires NOT GLOB '[?~]*'
        AND expires NOT GLOB '*..[?~]*'
        AND iif(expires GLOB '..*', expires_earliest IS NULL,
            date(expires_earliest) IS expires_earliest
            AND ifnull(expires_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(expires GLOB '*..', expires_latest IS NULL,
            date(expires_latest) IS expires_latest
            AND ifnull(expires_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(expires_earliest <= expires_latest, 1))),
    CONSTRAINT version_last_checked_edtf CHECK (last_checked IS NULL OR (
        last_checked GLOB '????-??-??' AND date(last_checked) IS last_checked
        AND last_checked BETWEEN '1800-01-01' AND '2100-12-31') OR (
        last_checked NOT GLOB '*[?~][?~]*' AND last_checked NOT GLOB '[?~]*'
        AND last_checked NOT GLOB '*..[?~]*'
        AND iif(last_checked GLOB '..*', last_checked_earliest IS NULL,
            date(last_checked_earliest) IS last_checked_earliest
            AND ifnull(last_checked_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(last_checked GLOB '*..', last_checked_latest IS NULL,
            date(last_checked_latest) IS last_checked_latest
            AND ifnull(last_checked_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(last_checked_earliest <= last_checked_latest, 1)))
) STRICT;
CREATE INDEX version_by_directive_document ON version (directive, document)
    WHERE document IS NOT NULL;
CREATE INDEX version_by_ended_by ON version (ended_by) WHERE ended_by IS NOT NULL;
CREATE INDEX version_from_outside ON version (operation) WHERE operation = 0;

-- Past rows of version, each with the operation that ended it.
CREATE TABLE version_history (
    directive TEXT NOT NULL, label TEXT NOT NULL, position INTEGER NOT NULL, number TEXT,
    stage TEXT NOT NULL, text_seen TEXT NOT NULL, document TEXT, standing TEXT NOT NULL,
    binds_own INTEGER NOT NULL, ended_how TEXT, ended_by TEXT, ended_by_version TEXT,
    ended_by_rule TEXT, ended_certainty TEXT, review_due TEXT, expires TEXT, last_checked TEXT,
    note TEXT, operation INTEGER NOT NULL, review_due_earliest TEXT, review_due_latest TEXT,
    expires_earliest TEXT, expires_latest TEXT, last_checked_earliest TEXT,
    last_checked_latest TEXT, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX version_history_by_directive_label ON version_history (directive, label);
CREATE INDEX version_history_by_directive_document ON version_history (directive, document);
CREATE INDEX version_history_by_ended_by ON version_history (ended_by);
CREATE INDEX version_history_by_until_operation ON version_history (until_operation);
CREATE TRIGGER version_updated BEFORE UPDATE ON version
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO version_history
    SELECT version.*, running_operation.id
    FROM version, running_operation
    WHERE version.directive = OLD.directive AND version.label = OLD.label;
END;
CREATE TRIGGER version_deleted BEFORE DELETE ON version
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO version_history
    SELECT version.*, running_operation.id
    FROM version, running_operation
    WHERE version.directive = OLD.directive AND version.label = OLD.label;
END;

-- A look at a version on or after its review date.
CREATE TABLE version_review (
    directive TEXT NOT NULL, -- the directive
    version TEXT NOT NULL, -- the version
    position INTEGER NOT NULL, -- its place in the list, from 0
    on_date TEXT NOT NULL, -- when (EDTF)
    result TEXT NOT NULL, -- what came of it: reaffirmed, revised
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    on_earliest TEXT AS (
        CASE WHEN on_date IS NULL THEN NULL WHEN on_date GLOB '????-??-??' THEN on_date ELSE
            nullif(rtrim(substr(on_date, 1, instr(on_date || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(on_date, 1, instr(on_date || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that on_date can mean; none: open
    on_latest TEXT AS (
        CASE WHEN on_date IS NULL THEN NULL WHEN on_date GLOB '????-??-??' THEN on_date ELSE
            iif(
                length(rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~'),
                date(rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that on_date can mean; none: open
    PRIMARY KEY (directive, version, position),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version) REFERENCES version (directive, label)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT version_review_position_order CHECK (position >= 0),
    CONSTRAINT version_review_on_date_edtf CHECK ((
        on_date GLOB '????-??-??' AND date(on_date) IS on_date
        AND on_date BETWEEN '1800-01-01' AND '2100-12-31') OR (
        on_date NOT GLOB '*[?~][?~]*' AND on_date NOT GLOB '[?~]*'
        AND on_date NOT GLOB '*..[?~]*'
        AND iif(on_date GLOB '..*', on_earliest IS NULL,
            date(on_earliest) IS on_earliest
            AND ifnull(on_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(on_date GLOB '*..', on_latest IS NULL,
            date(on_latest) IS on_latest
            AND ifnull(on_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(on_earliest <= on_latest, 1)))
) STRICT, WITHOUT ROWID;
CREATE INDEX version_review_from_outside ON version_review (operation) WHERE operation = 0;

-- Past rows of version_review, each with the operation that ended it.
CREATE TABLE version_review_history (
    directive TEXT NOT NULL, version TEXT NOT NULL, position INTEGER NOT NULL,
    on_date TEXT NOT NULL, result TEXT NOT NULL, operation INTEGER NOT NULL, on_earliest TEXT,
    on_latest TEXT, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX version_review_history_by_directive_version_position ON version_review_history
    (directive, version, position);
CREATE INDEX version_review_history_by_until_operation ON version_review_history (until_operation);
CREATE TRIGGER version_review_updated BEFORE UPDATE ON version_review
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO version_review_history
    SELECT version_review.*, running_operation.id
    FROM version_review, running_operation
    WHERE version_review.directive = OLD.directive AND version_review.version = OLD.version AND
        version_review.position = OLD.position;
END;
CREATE TRIGGER version_review_deleted BEFORE DELETE ON version_review
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO version_review_history
    SELECT version_review.*, running_operation.id
    FROM version_review, running_operation
    WHERE version_review.directive = OLD.directive AND version_review.version = OLD.version AND
        version_review.position = OLD.position;
END;

-- A topic on which a version was read and says nothing.
CREATE TABLE version_silence (
    directive TEXT NOT NULL, -- the directive
    version TEXT NOT NULL, -- the version
    position INTEGER NOT NULL, -- its place in the list, from 0
    topic TEXT, -- the topic; none: all, it holds no rule of conduct
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (directive, version, position),
    FOREIGN KEY (topic) REFERENCES topic (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version) REFERENCES version (directive, label)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT version_silence_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_silence_by_topic ON version_silence (topic);
CREATE INDEX version_silence_from_outside ON version_silence (operation) WHERE operation = 0;

-- Past rows of version_silence, each with the operation that ended it.
CREATE TABLE version_silence_history (
    directive TEXT NOT NULL, version TEXT NOT NULL, position INTEGER NOT NULL, topic TEXT,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX version_silence_history_by_directive_version_position ON version_silence_history
    (directive, version, position);
CREATE INDEX version_silence_history_by_topic ON version_silence_history (topic);
CREATE INDEX version_silence_history_by_until_operation ON version_silence_history
    (until_operation);
CREATE TRIGGER version_silence_updated BEFORE UPDATE ON version_silence
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO version_silence_history
    SELECT version_silence.*, running_operation.id
    FROM version_silence, running_operation
    WHERE version_silence.directive = OLD.directive AND version_silence.version = OLD.version AND
        version_silence.position = OLD.position;
END;
CREATE TRIGGER version_silence_deleted BEFORE DELETE ON version_silence
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO version_silence_history
    SELECT version_silence.*, running_operation.id
    FROM version_silence, running_operation
    WHERE version_silence.directive = OLD.directive AND version_silence.version = OLD.version AND
        version_silence.position = OLD.position;
END;

-- A person or office that brought a version about.
CREATE TABLE authority (
    directive TEXT NOT NULL, -- the directive
    version TEXT NOT NULL, -- the version
    position INTEGER NOT NULL, -- its place in the list, from 0
    office TEXT NOT NULL, -- the office
    person TEXT, -- the person, where known; never an officer under discipline
    act TEXT NOT NULL, -- what they did
    certainty TEXT NOT NULL, -- how well that is known
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (directive, version, position),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version) REFERENCES version (directive, label)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT authority_position_order CHECK (position >= 0),
    CONSTRAINT authority_act_form CHECK (act = 'drafts' OR act = 'adopts' OR act = 'signs' OR
        act = 'orders' OR act = 'approves'),
    CONSTRAINT authority_certainty_form CHECK (certainty = 'documented' OR
        certainty = 'confirmed' OR certainty = 'reported' OR certainty = 'inferred' OR
        certainty = 'disputed' OR certainty = 'unknown')
) STRICT, WITHOUT ROWID;
CREATE INDEX authority_from_outside ON authority (operation) WHERE operation = 0;

-- Past rows of authority, each with the operation that ended it.
CREATE TABLE authority_history (
    directive TEXT NOT NULL, version TEXT NOT NULL, position INTEGER NOT NULL, office TEXT NOT NULL,
    person TEXT, act TEXT NOT NULL, certainty TEXT NOT NULL, operation INTEGER NOT NULL,
    until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX authority_history_by_directive_version_position ON authority_history (directive,
    version, position);
CREATE INDEX authority_history_by_until_operation ON authority_history (until_operation);
CREATE TRIGGER authority_updated BEFORE UPDATE ON authority
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO authority_history
    SELECT authority.*, running_operation.id
    FROM authority, running_operation
    WHERE authority.directive = OLD.directive AND authority.version = OLD.version AND
        authority.position = OLD.position;
END;
CREATE TRIGGER authority_deleted BEFORE DELETE ON authority
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO authority_history
    SELECT authority.*, running_operation.id
    FROM authority, running_operation
    WHERE authority.directive = OLD.directive AND authority.version = OLD.version AND
        authority.position = OLD.position;
END;

-- One duty, permission or ban in a version.
CREATE TABLE rule (
    directive TEXT NOT NULL, -- the directive
    version TEXT NOT NULL, -- the version
    -- Unique in its version; the same from version to version where the rule is the same.
    id TEXT NOT NULL,
    position INTEGER NOT NULL, -- its place in the text, from 0
    effect TEXT NOT NULL, -- what it does: requires, permits or prohibits
    topic TEXT NOT NULL, -- the act that it is about
    -- The other side: an organization or a counterpart group; none: any, or no counterpart.
    counterpart TEXT,
    role TEXT, -- who in the body must follow it; none: everyone
    only_when INTEGER NOT NULL, -- 1: permitted under the condition and by that prohibited otherwise
    when_condition TEXT, -- where it does not hold, the rule says nothing
    unless_condition TEXT, -- where it holds, the rule says nothing
    protected INTEGER NOT NULL, -- 1: lower authority may not take the permission away
    cite TEXT, -- section and paragraph
    page INTEGER, -- page of the document
    words TEXT, -- the words of the text, at most a line
    summary TEXT, -- the rule in the words of the coder
    modality TEXT, -- the verb of the text: shall, should, urges, ...
    standing TEXT, -- how well it is known, where that differs from its version
    consequence TEXT, -- what follows from a breach
    binds_own INTEGER NOT NULL, -- 1: its own list of bonds counts (also an empty one)
    -- How it came to its end; none: it has no end of its own (for its days see date_claim).
    ended_how TEXT,
    ended_by TEXT, -- the directive that ended it
    ended_by_version TEXT, -- the version of that directive: a label or a day
    ended_by_rule TEXT, -- the rule of that directive
    ended_certainty TEXT, -- how well the end is known
    note TEXT, -- what a reader of the record needs to know
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (directive, version, id),
    FOREIGN KEY (directive) REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (topic) REFERENCES topic (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (role) REFERENCES role (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (ended_by) REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version) REFERENCES version (directive, label)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT rule_id_slug CHECK (length(id) BETWEEN 1 AND 80 AND id NOT GLOB '*[^a-z0-9.-]*'),
    CONSTRAINT rule_position_order CHECK (position >= 0),
    CONSTRAINT rule_effect_form CHECK (effect = 'requires' OR effect = 'permits' OR
        effect = 'prohibits'),
    CONSTRAINT rule_only_when_form CHECK (only_when IN (0, 1) AND (only_when = 0 OR (effect =
        'permits' AND when_condition IS NOT NULL))),
    CONSTRAINT rule_protected_form CHECK (protected IN (0, 1) AND (protected = 0 OR effect =
        'permits')),
    CONSTRAINT rule_page_form CHECK (page >= 0),
    CONSTRAINT rule_standing_form CHECK (standing = 'documented' OR standing = 'confirmed' OR
        standing = 'reported' OR standing = 'inferred' OR standing = 'disputed' OR
        standing = 'unknown'),
    CONSTRAINT rule_binds_own_form CHECK (binds_own IN (0, 1)),
    CONSTRAINT rule_ended_how_form CHECK (ended_how = 'superseded' OR ended_how = 'amended' OR
        ended_how = 'rescinded' OR ended_how = 'repealed' OR ended_how = 'expired' OR
        ended_how = 'terminated' OR ended_how = 'void'),
    CONSTRAINT rule_ended_by_form CHECK (ended_by IS NULL OR ended_how IS NOT NULL),
    CONSTRAINT rule_ended_by_version_form CHECK (ended_by_version IS NULL OR ended_by IS NOT NULL),
    CONSTRAINT rule_ended_by_rule_form CHECK (ended_by_rule IS NULL OR ended_by IS NOT NULL),
    CONSTRAINT rule_ended_certainty_form CHECK (ended_certainty IS NULL OR (ended_how IS NOT
        NULL AND (ended_certainty = 'documented' OR ended_certainty = 'confirmed' OR
        ended_certainty = 'reported' OR ended_certainty = 'inferred' OR
        ended_certainty = 'disputed' OR ended_certainty = 'unknown')))
) STRICT;
CREATE INDEX rule_by_counterpart ON rule (counterpart);
CREATE INDEX rule_by_topic ON rule (topic);
CREATE INDEX rule_by_role ON rule (role);
CREATE INDEX rule_by_ended_by ON rule (ended_by) WHERE ended_by IS NOT NULL;
CREATE INDEX rule_from_outside ON rule (operation) WHERE operation = 0;

-- Past rows of rule, each with the operation that ended it.
CREATE TABLE rule_history (
    directive TEXT NOT NULL, version TEXT NOT NULL, id TEXT NOT NULL, position INTEGER NOT NULL,
    effect TEXT NOT NULL, topic TEXT NOT NULL, counterpart TEXT, role TEXT,
    only_when INTEGER NOT NULL, when_condition TEXT, unless_condition TEXT,
    protected INTEGER NOT NULL, cite TEXT, page INTEGER, words TEXT, summary TEXT, modality TEXT,
    standing TEXT, consequence TEXT, binds_own INTEGER NOT NULL, ended_how TEXT, ended_by TEXT,
    ended_by_version TEXT, ended_by_rule TEXT, ended_certainty TEXT, note TEXT,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX rule_history_by_directive_version_id ON rule_history (directive, version, id);
CREATE INDEX rule_history_by_counterpart ON rule_history (counterpart);
CREATE INDEX rule_history_by_topic ON rule_history (topic);
CREATE INDEX rule_history_by_role ON rule_history (role);
CREATE INDEX rule_history_by_ended_by ON rule_history (ended_by);
CREATE INDEX rule_history_by_until_operation ON rule_history (until_operation);
CREATE TRIGGER rule_updated BEFORE UPDATE ON rule
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO rule_history
    SELECT rule.*, running_operation.id
    FROM rule, running_operation
    WHERE rule.directive = OLD.directive AND rule.version = OLD.version AND rule.id = OLD.id;
END;
CREATE TRIGGER rule_deleted BEFORE DELETE ON rule
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO rule_history
    SELECT rule.*, running_operation.id
    FROM rule, running_operation
    WHERE rule.directive = OLD.directive AND rule.version = OLD.version AND rule.id = OLD.id;
END;

-- A step of the procedure that a rule lays down.
CREATE TABLE rule_step (
    directive TEXT NOT NULL, -- the directive
    version TEXT NOT NULL, -- the version
    rule TEXT NOT NULL, -- the rule
    position INTEGER NOT NULL, -- its place in the list, from 0
    by_whom TEXT, -- who does it, in words
    act TEXT NOT NULL, -- what is to be done
    within_time TEXT, -- within what time
    after_what TEXT, -- what starts that time
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (directive, version, rule, position),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version, rule) REFERENCES rule (directive, version, id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT rule_step_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX rule_step_from_outside ON rule_step (operation) WHERE operation = 0;

-- Past rows of rule_step, each with the operation that ended it.
CREATE TABLE rule_step_history (
    directive TEXT NOT NULL, version TEXT NOT NULL, rule TEXT NOT NULL, position INTEGER NOT NULL,
    by_whom TEXT, act TEXT NOT NULL, within_time TEXT, after_what TEXT, operation INTEGER NOT NULL,
    until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX rule_step_history_by_directive_version_rule_position ON rule_step_history (directive,
    version, rule, position);
CREATE INDEX rule_step_history_by_until_operation ON rule_step_history (until_operation);
CREATE TRIGGER rule_step_updated BEFORE UPDATE ON rule_step
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO rule_step_history
    SELECT rule_step.*, running_operation.id
    FROM rule_step, running_operation
    WHERE rule_step.directive = OLD.directive AND rule_step.version = OLD.version AND rule_step.rule
        = OLD.rule AND rule_step.position = OLD.position;
END;
CREATE TRIGGER rule_step_deleted BEFORE DELETE ON rule_step
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO rule_step_history
    SELECT rule_step.*, running_operation.id
    FROM rule_step, running_operation
    WHERE rule_step.directive = OLD.directive AND rule_step.version = OLD.version AND rule_step.rule
        = OLD.rule AND rule_step.position = OLD.position;
END;

-- One value of a date of a version or rule; rival values stand side by side.
CREATE TABLE date_claim (
    directive TEXT NOT NULL, -- the directive
    version TEXT NOT NULL, -- the version
    rule TEXT NOT NULL, -- the rule; empty: the date is that of the version
    what TEXT NOT NULL, -- which date
    position INTEGER NOT NULL, -- its place among the rival values, from 0
    -- The day (EDTF); of an end, the first day on which it is no longer in force.
    on_date TEXT NOT NULL,
    source TEXT, -- the source that says so
    certainty TEXT, -- how well it is known, where that differs
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    of_rule TEXT AS (
        nullif(rule, '')
    ) STORED, -- the rule as a reference: none where rule is empty
    on_earliest TEXT AS (
        CASE WHEN on_date IS NULL THEN NULL WHEN on_date GLOB '????-??-??' THEN on_date ELSE
            nullif(rtrim(substr(on_date, 1, instr(on_date || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(on_date, 1, instr(on_date || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that on_date can mean; none: open
    on_latest TEXT AS (
        CASE WHEN on_date IS NULL THEN NULL WHEN on_date GLOB '????-??-??' THEN on_date ELSE
            iif(
                length(rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~'),
                date(rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that on_date can mean; none: open
    PRIMARY KEY (directive, version, rule, what, position),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version) REFERENCES version (directive, label)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version, of_rule) REFERENCES rule (directive, version, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, source) REFERENCES source (directive, name)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT date_claim_what_form CHECK ((what = 'adopted' OR what = 'signed' OR
        what = 'issued' OR what = 'effective' OR what = 'published' OR what = 'ended') AND (rule =
        '' OR what = 'ended') OR (what = 'from' AND rule <> '')),
    CONSTRAINT date_claim_position_order CHECK (position >= 0),
    CONSTRAINT date_claim_on_date_edtf CHECK ((
        on_date GLOB '????-??-??' AND date(on_date) IS on_date
        AND on_date BETWEEN '1800-01-01' AND '2100-12-31') OR (
        on_date NOT GLOB '*[?~][?~]*' AND on_date NOT GLOB '[?~]*'
        AND on_date NOT GLOB '*..[?~]*'
        AND iif(on_date GLOB '..*', on_earliest IS NULL,
            date(on_earliest) IS on_earliest
            AND ifnull(on_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(on_date GLOB '*..', on_latest IS NULL,
            date(on_latest) IS on_latest
            AND ifnull(on_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(on_earliest <= on_latest, 1))),
    CONSTRAINT date_claim_certainty_form CHECK (certainty = 'documented' OR
        certainty = 'confirmed' OR certainty = 'reported' OR certainty = 'inferred' OR
        certainty = 'disputed' OR certainty = 'unknown')
) STRICT, WITHOUT ROWID;
CREATE INDEX date_claim_by_directive_version_of_rule ON date_claim (directive, version, of_rule)
    WHERE of_rule IS NOT NULL;
CREATE INDEX date_claim_by_directive_source ON date_claim (directive, source)
    WHERE source IS NOT NULL;
CREATE INDEX date_claim_from_outside ON date_claim (operation) WHERE operation = 0;

-- Past rows of date_claim, each with the operation that ended it.
CREATE TABLE date_claim_history (
    directive TEXT NOT NULL, version TEXT NOT NULL, rule TEXT NOT NULL, what TEXT NOT NULL,
    position INTEGER NOT NULL, on_date TEXT NOT NULL, source TEXT, certainty TEXT,
    operation INTEGER NOT NULL, of_rule TEXT, on_earliest TEXT, on_latest TEXT,
    until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX date_claim_history_by_directive_version_rule_what_position ON date_claim_history
    (directive, version, rule, what, position);
CREATE INDEX date_claim_history_by_directive_version_of_rule ON date_claim_history (directive,
    version, of_rule);
CREATE INDEX date_claim_history_by_directive_source ON date_claim_history (directive, source);
CREATE INDEX date_claim_history_by_until_operation ON date_claim_history (until_operation);
CREATE TRIGGER date_claim_updated BEFORE UPDATE ON date_claim
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO date_claim_history
    SELECT date_claim.*, running_operation.id
    FROM date_claim, running_operation
    WHERE date_claim.directive = OLD.directive AND date_claim.version = OLD.version AND
        date_claim.rule = OLD.rule AND date_claim.what = OLD.what AND date_claim.position =
        OLD.position;
END;
CREATE TRIGGER date_claim_deleted BEFORE DELETE ON date_claim
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO date_claim_history
    SELECT date_claim.*, running_operation.id
    FROM date_claim, running_operation
    WHERE date_claim.directive = OLD.directive AND date_claim.version = OLD.version AND
        date_claim.rule = OLD.rule AND date_claim.what = OLD.what AND date_claim.position =
        OLD.position;
END;

-- What a word of the codebook means in a version or rule.
CREATE TABLE meaning (
    directive TEXT NOT NULL, -- the directive
    version TEXT NOT NULL, -- the version
    rule TEXT NOT NULL, -- the rule; empty: the version as a whole
    word TEXT NOT NULL, -- the word of the codebook
    meaning TEXT NOT NULL, -- what it means here
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    of_rule TEXT AS (
        nullif(rule, '')
    ) STORED, -- the rule as a reference: none where rule is empty
    PRIMARY KEY (directive, version, rule, word),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version) REFERENCES version (directive, label)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version, of_rule) REFERENCES rule (directive, version, id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT meaning_word_slug CHECK (length(word) BETWEEN 1 AND 80 AND word NOT GLOB
        '*[^a-z0-9.-]*')
) STRICT, WITHOUT ROWID;
CREATE INDEX meaning_by_directive_version_of_rule ON meaning (directive, version, of_rule)
    WHERE of_rule IS NOT NULL;
CREATE INDEX meaning_from_outside ON meaning (operation) WHERE operation = 0;

-- Past rows of meaning, each with the operation that ended it.
CREATE TABLE meaning_history (
    directive TEXT NOT NULL, version TEXT NOT NULL, rule TEXT NOT NULL, word TEXT NOT NULL,
    meaning TEXT NOT NULL, operation INTEGER NOT NULL, of_rule TEXT,
    until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX meaning_history_by_directive_version_rule_word ON meaning_history (directive, version,
    rule, word);
CREATE INDEX meaning_history_by_directive_version_of_rule ON meaning_history (directive, version,
    of_rule);
CREATE INDEX meaning_history_by_until_operation ON meaning_history (until_operation);
CREATE TRIGGER meaning_updated BEFORE UPDATE ON meaning
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO meaning_history
    SELECT meaning.*, running_operation.id
    FROM meaning, running_operation
    WHERE meaning.directive = OLD.directive AND meaning.version = OLD.version AND meaning.rule =
        OLD.rule AND meaning.word = OLD.word;
END;
CREATE TRIGGER meaning_deleted BEFORE DELETE ON meaning
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO meaning_history
    SELECT meaning.*, running_operation.id
    FROM meaning, running_operation
    WHERE meaning.directive = OLD.directive AND meaning.version = OLD.version AND meaning.rule =
        OLD.rule AND meaning.word = OLD.word;
END;

-- A source that a version or rule rests on.
CREATE TABLE citation (
    directive TEXT NOT NULL, -- the directive
    version TEXT NOT NULL, -- the version
    rule TEXT NOT NULL, -- the rule; empty: the version as a whole
    position INTEGER NOT NULL, -- its place in the list, from 0
    source TEXT NOT NULL, -- the name of the source
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    of_rule TEXT AS (
        nullif(rule, '')
    ) STORED, -- the rule as a reference: none where rule is empty
    PRIMARY KEY (directive, version, rule, position),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version) REFERENCES version (directive, label)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version, of_rule) REFERENCES rule (directive, version, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, source) REFERENCES source (directive, name)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT citation_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_by_directive_version_of_rule ON citation (directive, version, of_rule)
    WHERE of_rule IS NOT NULL;
CREATE INDEX citation_by_directive_source ON citation (directive, source);
CREATE INDEX citation_from_outside ON citation (operation) WHERE operation = 0;

-- Past rows of citation, each with the operation that ended it.
CREATE TABLE citation_history (
    directive TEXT NOT NULL, version TEXT NOT NULL, rule TEXT NOT NULL, position INTEGER NOT NULL,
    source TEXT NOT NULL, operation INTEGER NOT NULL, of_rule TEXT, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX citation_history_by_directive_version_rule_position ON citation_history (directive,
    version, rule, position);
CREATE INDEX citation_history_by_directive_version_of_rule ON citation_history (directive, version,
    of_rule);
CREATE INDEX citation_history_by_directive_source ON citation_history (directive, source);
CREATE INDEX citation_history_by_until_operation ON citation_history (until_operation);
CREATE TRIGGER citation_updated BEFORE UPDATE ON citation
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO citation_history
    SELECT citation.*, running_operation.id
    FROM citation, running_operation
    WHERE citation.directive = OLD.directive AND citation.version = OLD.version AND citation.rule =
        OLD.rule AND citation.position = OLD.position;
END;
CREATE TRIGGER citation_deleted BEFORE DELETE ON citation
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO citation_history
    SELECT citation.*, running_operation.id
    FROM citation, running_operation
    WHERE citation.directive = OLD.directive AND citation.version = OLD.version AND citation.rule =
        OLD.rule AND citation.position = OLD.position;
END;

-- Whom a directive, a version or a rule binds: one organization, the bodies of a government, or the bodies within a territory.
CREATE TABLE bond (
    directive TEXT NOT NULL, -- the directive
    version TEXT NOT NULL, -- the version; empty: the list of the directive
    rule TEXT NOT NULL, -- the rule; empty: the list of the version or directive
    position INTEGER NOT NULL, -- its place in the list, from 0
    organization TEXT, -- this body
    of_place TEXT, -- the bodies whose place this is
    within_place TEXT, -- the bodies of this place and of every place in it
    role TEXT, -- in this role only
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    of_version TEXT AS (
        nullif(version, '')
    ) STORED, -- the version as a reference: none where version is empty
    of_rule TEXT AS (
        nullif(rule, '')
    ) STORED, -- the rule as a reference: none where rule is empty
    PRIMARY KEY (directive, version, rule, position),
    FOREIGN KEY (directive) REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (organization) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (of_place) REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (within_place) REFERENCES place (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (role) REFERENCES role (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, of_version) REFERENCES version (directive, label)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, of_version, of_rule) REFERENCES rule (directive, version, id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT bond_rule_form CHECK (rule = '' OR version <> ''),
    CONSTRAINT bond_position_order CHECK (position >= 0),
    CONSTRAINT bond_one_scope CHECK ((organization IS NOT NULL) + (of_place IS NOT NULL) +
        (within_place IS NOT NULL) = 1)
) STRICT, WITHOUT ROWID;
CREATE INDEX bond_by_directive_of_version_of_rule ON bond (directive, of_version, of_rule)
    WHERE of_version IS NOT NULL;
CREATE INDEX bond_by_organization ON bond (organization) WHERE organization IS NOT NULL;
CREATE INDEX bond_by_of_place ON bond (of_place) WHERE of_place IS NOT NULL;
CREATE INDEX bond_by_within_place ON bond (within_place) WHERE within_place IS NOT NULL;
CREATE INDEX bond_by_role ON bond (role) WHERE role IS NOT NULL;
CREATE INDEX bond_from_outside ON bond (operation) WHERE operation = 0;

-- Past rows of bond, each with the operation that ended it.
CREATE TABLE bond_history (
    directive TEXT NOT NULL, version TEXT NOT NULL, rule TEXT NOT NULL, position INTEGER NOT NULL,
    organization TEXT, of_place TEXT, within_place TEXT, role TEXT, operation INTEGER NOT NULL,
    of_version TEXT, of_rule TEXT, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX bond_history_by_directive_version_rule_position ON bond_history (directive, version,
    rule, position);
CREATE INDEX bond_history_by_directive_of_version_of_rule ON bond_history (directive, of_version,
    of_rule);
CREATE INDEX bond_history_by_organization ON bond_history (organization);
CREATE INDEX bond_history_by_of_place ON bond_history (of_place);
CREATE INDEX bond_history_by_within_place ON bond_history (within_place);
CREATE INDEX bond_history_by_role ON bond_history (role);
CREATE INDEX bond_history_by_until_operation ON bond_history (until_operation);
CREATE TRIGGER bond_updated BEFORE UPDATE ON bond
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO bond_history
    SELECT bond.*, running_operation.id
    FROM bond, running_operation
    WHERE bond.directive = OLD.directive AND bond.version = OLD.version AND bond.rule = OLD.rule AND
        bond.position = OLD.position;
END;
CREATE TRIGGER bond_deleted BEFORE DELETE ON bond
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO bond_history
    SELECT bond.*, running_operation.id
    FROM bond, running_operation
    WHERE bond.directive = OLD.directive AND bond.version = OLD.version AND bond.rule = OLD.rule AND
        bond.position = OLD.position;
END;

-- A bond holds for bodies of these kinds only; none: of all kinds.
CREATE TABLE bond_kind (
    directive TEXT NOT NULL, -- the directive
    version TEXT NOT NULL, -- as in bond
    rule TEXT NOT NULL, -- as in bond
    bond INTEGER NOT NULL, -- the position of the bond
    position INTEGER NOT NULL, -- its place in the list, from 0
    kind TEXT NOT NULL, -- the kind of body
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (directive, version, rule, bond, position),
    FOREIGN KEY (kind) REFERENCES organization_kind (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version, rule, bond) REFERENCES bond (directive, version, rule,
        position)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT bond_kind_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX bond_kind_by_kind ON bond_kind (kind);
CREATE INDEX bond_kind_from_outside ON bond_kind (operation) WHERE operation = 0;

-- Past rows of bond_kind, each with the operation that ended it.
CREATE TABLE bond_kind_history (
    directive TEXT NOT NULL, version TEXT NOT NULL, rule TEXT NOT NULL, bond INTEGER NOT NULL,
    position INTEGER NOT NULL, kind TEXT NOT NULL, operation INTEGER NOT NULL,
    until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX bond_kind_history_by_directive_version_rule_bond_position ON bond_kind_history
    (directive, version, rule, bond, position);
CREATE INDEX bond_kind_history_by_kind ON bond_kind_history (kind);
CREATE INDEX bond_kind_history_by_until_operation ON bond_kind_history (until_operation);
CREATE TRIGGER bond_kind_updated BEFORE UPDATE ON bond_kind
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO bond_kind_history
    SELECT bond_kind.*, running_operation.id
    FROM bond_kind, running_operation
    WHERE bond_kind.directive = OLD.directive AND bond_kind.version = OLD.version AND bond_kind.rule
        = OLD.rule AND bond_kind.bond = OLD.bond AND bond_kind.position = OLD.position;
END;
CREATE TRIGGER bond_kind_deleted BEFORE DELETE ON bond_kind
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO bond_kind_history
    SELECT bond_kind.*, running_operation.id
    FROM bond_kind, running_operation
    WHERE bond_kind.directive = OLD.directive AND bond_kind.version = OLD.version AND bond_kind.rule
        = OLD.rule AND bond_kind.bond = OLD.bond AND bond_kind.position = OLD.position;
END;

-- What somebody says about a bond that is disputed.
CREATE TABLE bond_claim (
    directive TEXT NOT NULL, -- the directive
    version TEXT NOT NULL, -- as in bond
    rule TEXT NOT NULL, -- as in bond
    bond INTEGER NOT NULL, -- the position of the bond
    position INTEGER NOT NULL, -- its place in the list, from 0
    by_whom TEXT NOT NULL, -- who says so
    says TEXT NOT NULL, -- what they say
    ground TEXT, -- on what ground
    since TEXT, -- since when (EDTF)
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    since_earliest TEXT AS (
        CASE WHEN since IS NULL THEN NULL WHEN since GLOB '????-??-??' THEN since ELSE
            nullif(rtrim(substr(since, 1, instr(since || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(since, 1, instr(since || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that since can mean; none: open
    since_latest TEXT AS (
        CASE WHEN since IS NULL THEN NULL WHEN since GLOB '????-??-??' THEN since ELSE
            iif(
                length(rtrim(substr(since, iif(instr(since, '..'), instr(since, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(since, iif(instr(since, '..'), instr(since, '..') + 2, 1)), '?~'),
                date(rtrim(substr(since, iif(instr(since, '..'), instr(since, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(since, iif(instr(since, '..'), instr(since, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that since can mean; none: open
    PRIMARY KEY (directive, version, rule, bond, position),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version, rule, bond) REFERENCES bond (directive, version, rule,
        position)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT bond_claim_position_order CHECK (position >= 0),
    CONSTRAINT bond_claim_says_form CHECK (says IN ('binds', 'does not bind')),
    CONSTRAINT bond_claim_since_edtf CHECK (since IS NULL OR (
        since GLOB '????-??-??' AND date(since) IS since
        AND since BETWEEN '1800-01-01' AND '2100-12-31') OR (
        since NOT GLOB '*[?~][?~]*' AND since NOT GLOB '[?~]*'
        AND since NOT GLOB '*..[?~]*'
        AND iif(since GLOB '..*', since_earliest IS NULL,
            date(since_earliest) IS since_earliest
            AND ifnull(since_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(since GLOB '*..', since_latest IS NULL,
            date(since_latest) IS since_latest
            AND ifnull(since_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(since_earliest <= since_latest, 1)))
) STRICT, WITHOUT ROWID;
CREATE INDEX bond_claim_from_outside ON bond_claim (operation) WHERE operation = 0;

-- Past rows of bond_claim, each with the operation that ended it.
CREATE TABLE bond_claim_history (
    directive TEXT NOT NULL, version TEXT NOT NULL, rule TEXT NOT NULL, bond INTEGER NOT NULL,
    position INTEGER NOT NULL, by_whom TEXT NOT NULL, says TEXT NOT NULL, ground TEXT, since TEXT,
    operation INTEGER NOT NULL, since_earliest TEXT, since_latest TEXT,
    until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX bond_claim_history_by_directive_version_rule_bond_position ON bond_claim_history
    (directive, version, rule, bond, position);
CREATE INDEX bond_claim_history_by_until_operation ON bond_claim_history (until_operation);
CREATE TRIGGER bond_claim_updated BEFORE UPDATE ON bond_claim
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO bond_claim_history
    SELECT bond_claim.*, running_operation.id
    FROM bond_claim, running_operation
    WHERE bond_claim.directive = OLD.directive AND bond_claim.version = OLD.version AND
        bond_claim.rule = OLD.rule AND bond_claim.bond = OLD.bond AND bond_claim.position =
        OLD.position;
END;
CREATE TRIGGER bond_claim_deleted BEFORE DELETE ON bond_claim
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO bond_claim_history
    SELECT bond_claim.*, running_operation.id
    FROM bond_claim, running_operation
    WHERE bond_claim.directive = OLD.directive AND bond_claim.version = OLD.version AND
        bond_claim.rule = OLD.rule AND bond_claim.bond = OLD.bond AND bond_claim.position =
        OLD.position;
END;

-- A span in which a version, or some of its rules, cannot be enforced.
CREATE TABLE suspension (
    directive TEXT NOT NULL, -- the directive
    version TEXT NOT NULL, -- the version
    position INTEGER NOT NULL, -- its place in the list, from 0
    from_date TEXT NOT NULL, -- from when (EDTF)
    until_date TEXT, -- until when, exclusive (EDTF); none: open
    by_whom TEXT NOT NULL, -- by whom: a court, a higher law, a party
    ground TEXT, -- on what ground
    lifted_by TEXT, -- what lifted it: the id of a directive, or words
    lifted TEXT, -- on what ground it was lifted
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    from_earliest TEXT AS (
        CASE WHEN from_date IS NULL THEN NULL WHEN from_date GLOB '????-??-??' THEN from_date ELSE
            nullif(rtrim(substr(from_date, 1, instr(from_date || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(from_date, 1, instr(from_date || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that from_date can mean; none: open
    from_latest TEXT AS (
        CASE WHEN from_date IS NULL THEN NULL WHEN from_date GLOB '????-??-??' THEN from_date ELSE
            iif(
                length(rtrim(substr(from_date, iif(instr(from_date, '..'), instr(from_date, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(from_date, iif(instr(from_date, '..'), instr(from_date, '..') + 2, 1)), '?~'),
                date(rtrim(substr(from_date, iif(instr(from_date, '..'), instr(from_date, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(from_date, iif(instr(from_date, '..'), instr(from_date, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that from_date can mean; none: open
    until_earliest TEXT AS (
        CASE WHEN until_date IS NULL THEN NULL WHEN until_date GLOB '????-??-??' THEN until_date ELSE
            nullif(rtrim(substr(until_date, 1, instr(until_date || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(until_date, 1, instr(until_date || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that until_date can mean; none: open
    until_latest TEXT AS (
        CASE WHEN until_date IS NULL THEN NULL WHEN until_date GLOB '????-??-??' THEN until_date ELSE
            iif(
                length(rtrim(substr(until_date, iif(instr(until_date, '..'), instr(until_date, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(until_date, iif(instr(until_date, '..'), instr(until_date, '..') + 2, 1)), '?~'),
                date(rtrim(substr(until_date, iif(instr(until_date, '..'), instr(until_date, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(until_date, iif(instr(until_date, '..'), instr(until_date, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that until_date can mean; none: open
    PRIMARY KEY (directive, version, position),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version) REFERENCES version (directive, label)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT suspension_position_order CHECK (position >= 0),
    CONSTRAINT suspension_from_date_edtf CHECK ((
        from_date GLOB '????-??-??' AND date(from_date) IS from_date
        AND from_date BETWEEN '1800-01-01' AND '2100-12-31') OR (
        from_date NOT GLOB '*[?~][?~]*' AND from_date NOT GLOB '[?~]*'
        AND from_date NOT GLOB '*..[?~]*'
        AND iif(from_date GLOB '..*', from_earliest IS NULL,
            date(from_earliest) IS from_earliest
            AND ifnull(from_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(from_date GLOB '*..', from_latest IS NULL,
            date(from_latest) IS from_latest
            AND ifnull(from_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(from_earliest <= from_latest, 1))),
    CONSTRAINT suspension_until_date_edtf CHECK (until_date IS NULL OR (
        until_date GLOB '????-??-??' AND date(until_date) IS until_date
        AND until_date BETWEEN '1800-01-01' AND '2100-12-31') OR (
        until_date NOT GLOB '*[?~][?~]*' AND until_date NOT GLOB '[?~]*'
        AND until_date NOT GLOB '*..[?~]*'
        AND iif(until_date GLOB '..*', until_earliest IS NULL,
            date(until_earliest) IS until_earliest
            AND ifnull(until_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(until_date GLOB '*..', until_latest IS NULL,
            date(until_latest) IS until_latest
            AND ifnull(until_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(until_earliest <= until_latest, 1))),
    CONSTRAINT suspension_lifted_form CHECK (lifted = 'merits' OR lifted = 'standing' OR
        lifted = 'stay' OR lifted = 'preempted' OR lifted = 'own-choice')
) STRICT, WITHOUT ROWID;
CREATE INDEX suspension_from_outside ON suspension (operation) WHERE operation = 0;

-- Past rows of suspension, each with the operation that ended it.
CREATE TABLE suspension_history (
    directive TEXT NOT NULL, version TEXT NOT NULL, position INTEGER NOT NULL,
    from_date TEXT NOT NULL, until_date TEXT, by_whom TEXT NOT NULL, ground TEXT, lifted_by TEXT,
    lifted TEXT, operation INTEGER NOT NULL, from_earliest TEXT, from_latest TEXT,
    until_earliest TEXT, until_latest TEXT, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX suspension_history_by_directive_version_position ON suspension_history (directive,
    version, position);
CREATE INDEX suspension_history_by_until_operation ON suspension_history (until_operation);
CREATE TRIGGER suspension_updated BEFORE UPDATE ON suspension
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO suspension_history
    SELECT suspension.*, running_operation.id
    FROM suspension, running_operation
    WHERE suspension.directive = OLD.directive AND suspension.version = OLD.version AND
        suspension.position = OLD.position;
END;
CREATE TRIGGER suspension_deleted BEFORE DELETE ON suspension
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO suspension_history
    SELECT suspension.*, running_operation.id
    FROM suspension, running_operation
    WHERE suspension.directive = OLD.directive AND suspension.version = OLD.version AND
        suspension.position = OLD.position;
END;

-- A rule that a suspension covers; none: the whole version.
CREATE TABLE suspension_rule (
    directive TEXT NOT NULL, -- the directive
    version TEXT NOT NULL, -- the version
    suspension INTEGER NOT NULL, -- the position of the suspension
    position INTEGER NOT NULL, -- its place in the list, from 0
    rule TEXT NOT NULL, -- the rule
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (directive, version, suspension, position),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version, suspension) REFERENCES suspension (directive, version,
        position)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, version, rule) REFERENCES rule (directive, version, id)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT suspension_rule_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX suspension_rule_by_directive_version_rule ON suspension_rule (directive, version,
    rule);
CREATE INDEX suspension_rule_from_outside ON suspension_rule (operation) WHERE operation = 0;

-- Past rows of suspension_rule, each with the operation that ended it.
CREATE TABLE suspension_rule_history (
    directive TEXT NOT NULL, version TEXT NOT NULL, suspension INTEGER NOT NULL,
    position INTEGER NOT NULL, rule TEXT NOT NULL, operation INTEGER NOT NULL,
    until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX suspension_rule_history_by_directive_version_suspension_position ON
    suspension_rule_history (directive, version, suspension, position);
CREATE INDEX suspension_rule_history_by_directive_version_rule ON suspension_rule_history
    (directive, version, rule);
CREATE INDEX suspension_rule_history_by_until_operation ON suspension_rule_history
    (until_operation);
CREATE TRIGGER suspension_rule_updated BEFORE UPDATE ON suspension_rule
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO suspension_rule_history
    SELECT suspension_rule.*, running_operation.id
    FROM suspension_rule, running_operation
    WHERE suspension_rule.directive = OLD.directive AND suspension_rule.version = OLD.version AND
        suspension_rule.suspension = OLD.suspension AND suspension_rule.position = OLD.position;
END;
CREATE TRIGGER suspension_rule_deleted BEFORE DELETE ON suspension_rule
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO suspension_rule_history
    SELECT suspension_rule.*, running_operation.id
    FROM suspension_rule, running_operation
    WHERE suspension_rule.directive = OLD.directive AND suspension_rule.version = OLD.version AND
        suspension_rule.suspension = OLD.suspension AND suspension_rule.position = OLD.position;
END;

-- What happened on a directive; it never changes an answer.
CREATE TABLE directive_event (
    directive TEXT NOT NULL, -- the directive
    position INTEGER NOT NULL, -- its place in the list, from 0
    on_date TEXT NOT NULL, -- when (EDTF)
    kind TEXT NOT NULL, -- what sort of event
    topic TEXT, -- the topic that it bears on
    what TEXT NOT NULL, -- what happened, in words
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    on_earliest TEXT AS (
        CASE WHEN on_date IS NULL THEN NULL WHEN on_date GLOB '????-??-??' THEN on_date ELSE
            nullif(rtrim(substr(on_date, 1, instr(on_date || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(on_date, 1, instr(on_date || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that on_date can mean; none: open
    on_latest TEXT AS (
        CASE WHEN on_date IS NULL THEN NULL WHEN on_date GLOB '????-??-??' THEN on_date ELSE
            iif(
                length(rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~'),
                date(rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that on_date can mean; none: open
    PRIMARY KEY (directive, position),
    FOREIGN KEY (directive) REFERENCES directive (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (topic) REFERENCES topic (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT directive_event_position_order CHECK (position >= 0),
    CONSTRAINT directive_event_on_date_edtf CHECK ((
        on_date GLOB '????-??-??' AND date(on_date) IS on_date
        AND on_date BETWEEN '1800-01-01' AND '2100-12-31') OR (
        on_date NOT GLOB '*[?~][?~]*' AND on_date NOT GLOB '[?~]*'
        AND on_date NOT GLOB '*..[?~]*'
        AND iif(on_date GLOB '..*', on_earliest IS NULL,
            date(on_earliest) IS on_earliest
            AND ifnull(on_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(on_date GLOB '*..', on_latest IS NULL,
            date(on_latest) IS on_latest
            AND ifnull(on_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(on_earliest <= on_latest, 1))),
    CONSTRAINT directive_event_kind_form CHECK (kind = 'incident' OR kind = 'discipline' OR
        kind = 'audit' OR kind = 'lawsuit' OR kind = 'ruling' OR kind = 'report' OR
        kind = 'statement')
) STRICT, WITHOUT ROWID;
CREATE INDEX directive_event_by_topic ON directive_event (topic);
CREATE INDEX directive_event_from_outside ON directive_event (operation) WHERE operation = 0;

-- Past rows of directive_event, each with the operation that ended it.
CREATE TABLE directive_event_history (
    directive TEXT NOT NULL, position INTEGER NOT NULL, on_date TEXT NOT NULL, kind TEXT NOT NULL,
    topic TEXT, what TEXT NOT NULL, operation INTEGER NOT NULL, on_earliest TEXT, on_latest TEXT,
    until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX directive_event_history_by_directive_position ON directive_event_history (directive,
    position);
CREATE INDEX directive_event_history_by_topic ON directive_event_history (topic);
CREATE INDEX directive_event_history_by_until_operation ON directive_event_history
    (until_operation);
CREATE TRIGGER directive_event_updated BEFORE UPDATE ON directive_event
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO directive_event_history
    SELECT directive_event.*, running_operation.id
    FROM directive_event, running_operation
    WHERE directive_event.directive = OLD.directive AND directive_event.position = OLD.position;
END;
CREATE TRIGGER directive_event_deleted BEFORE DELETE ON directive_event
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO directive_event_history
    SELECT directive_event.*, running_operation.id
    FROM directive_event, running_operation
    WHERE directive_event.directive = OLD.directive AND directive_event.position = OLD.position;
END;

-- A source of an event on a directive.
CREATE TABLE directive_event_citation (
    directive TEXT NOT NULL, -- the directive
    event INTEGER NOT NULL, -- the position of the event
    position INTEGER NOT NULL, -- its place in the list, from 0
    source TEXT NOT NULL, -- the name of the source
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (directive, event, position),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, event) REFERENCES directive_event (directive, position)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (directive, source) REFERENCES source (directive, name)
        DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT directive_event_citation_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX directive_event_citation_by_directive_source ON directive_event_citation (directive,
    source);
CREATE INDEX directive_event_citation_from_outside ON directive_event_citation (operation)
    WHERE operation = 0;

-- Past rows of directive_event_citation, each with the operation that ended it.
CREATE TABLE directive_event_citation_history (
    directive TEXT NOT NULL, event INTEGER NOT NULL, position INTEGER NOT NULL,
    source TEXT NOT NULL, operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX directive_event_citation_history_by_directive_event_position ON
    directive_event_citation_history (directive, event, position);
CREATE INDEX directive_event_citation_history_by_directive_source ON
    directive_event_citation_history (directive, source);
CREATE INDEX directive_event_citation_history_by_until_operation ON directive_event_citation_history
    (until_operation);
CREATE TRIGGER directive_event_citation_updated BEFORE UPDATE ON directive_event_citation
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO directive_event_citation_history
    SELECT directive_event_citation.*, running_operation.id
    FROM directive_event_citation, running_operation
    WHERE directive_event_citation.directive = OLD.directive AND directive_event_citation.event =
        OLD.event AND directive_event_citation.position = OLD.position;
END;
CREATE TRIGGER directive_event_citation_deleted BEFORE DELETE ON directive_event_citation
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO directive_event_citation_history
    SELECT directive_event_citation.*, running_operation.id
    FROM directive_event_citation, running_operation
    WHERE directive_event_citation.directive = OLD.directive AND directive_event_citation.event =
        OLD.event AND directive_event_citation.position = OLD.position;
END;

-- -------------------------------------------------------------------------------------------------
-- Lists beside the directives: coverage, practice, events of bodies
-- -------------------------------------------------------------------------------------------------

-- What was looked for and found: absence is data.
CREATE TABLE coverage (
    position INTEGER NOT NULL, -- its place in the list, from 0
    organization TEXT NOT NULL, -- the body
    topic TEXT, -- the topic; none: all
    found TEXT NOT NULL, -- what was found
    asked TEXT, -- when it was asked for (EDTF)
    answered TEXT, -- when the answer came (EDTF)
    note TEXT, -- what a reader of the record needs to know
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    asked_earliest TEXT AS (
        CASE WHEN asked IS NULL THEN NULL WHEN asked GLOB '????-??-??' THEN asked ELSE
            nullif(rtrim(substr(asked, 1, instr(asked || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(asked, 1, instr(asked || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that asked can mean; none: open
    asked_latest TEXT AS (
        CASE WHEN asked IS NULL THEN NULL WHEN asked GLOB '????-??-??' THEN asked ELSE
            iif(
                length(rtrim(substr(asked, iif(instr(asked, '..'), instr(asked, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(asked, iif(instr(asked, '..'), instr(asked, '..') + 2, 1)), '?~'),
                date(rtrim(substr(asked, iif(instr(asked, '..'), instr(asked, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(asked, iif(instr(asked, '..'), instr(asked, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that asked can mean; none: open
    answered_earliest TEXT AS (
        CASE WHEN answered IS NULL THEN NULL WHEN answered GLOB '????-??-??' THEN answered ELSE
            nullif(rtrim(substr(answered, 1, instr(answered || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(answered, 1, instr(answered || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that answered can mean; none: open
    answered_latest TEXT AS (
        CASE WHEN answered IS NULL THEN NULL WHEN answered GLOB '????-??-??' THEN answered ELSE
            iif(
                length(rtrim(substr(answered, iif(instr(answered, '..'), instr(answered, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(answered, iif(instr(answered, '..'), instr(answered, '..') + 2, 1)), '?~'),
                date(rtrim(substr(answered, iif(instr(answered, '..'), instr(answered, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(answered, iif(instr(answered, '..'), instr(answered, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that answered can mean; none: open
    PRIMARY KEY (position),
    FOREIGN KEY (organization) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (topic) REFERENCES topic (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT coverage_position_order CHECK (position >= 0),
    CONSTRAINT coverage_found_form CHECK (found = 'silent' OR found = 'no-written-policy' OR
        found = 'not-obtained' OR found = 'refused' OR found = 'redacted' OR found = 'no-reply' OR
        found = 'not-applicable' OR found = 'not-sought'),
    CONSTRAINT coverage_asked_edtf CHECK (asked IS NULL OR (
        asked GLOB '????-??-??' AND date(asked) IS asked
        AND asked BETWEEN '1800-01-01' AND '2100-12-31') OR (
        asked NOT GLOB '*[?~][?~]*' AND asked NOT GLOB '[?~]*'
        AND asked NOT GLOB '*..[?~]*'
        AND iif(asked GLOB '..*', asked_earliest IS NULL,
            date(asked_earliest) IS asked_earliest
            AND ifnull(asked_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(asked GLOB '*..', asked_latest IS NULL,
            date(asked_latest) IS asked_latest
            AND ifnull(asked_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(asked_earliest <= asked_latest, 1))),
    CONSTRAINT coverage_answered_edtf CHECK (answered IS NULL OR (
        answered GLOB '????-??-??' AND date(answered) IS answered
        AND answered BETWEEN '1800-01-01' AND '2100-12-31') OR (
        answered NOT GLOB '*[?~][?~]*' AND answered NOT GLOB '[?~]*'
        AND answered NOT GLOB '*..[?~]*'
        AND iif(answered GLOB '..*', answered_earliest IS NULL,
            date(answered_earliest) IS answered_earliest
            AND ifnull(answered_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(answered GLOB '*..', answered_latest IS NULL,
            date(answered_latest) IS answered_latest
            AND ifnull(answered_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(answered_earliest <= answered_latest, 1)))
) STRICT;
CREATE INDEX coverage_by_organization ON coverage (organization);
CREATE INDEX coverage_by_topic ON coverage (topic);
CREATE INDEX coverage_from_outside ON coverage (operation) WHERE operation = 0;

-- Past rows of coverage, each with the operation that ended it.
CREATE TABLE coverage_history (
    position INTEGER NOT NULL, organization TEXT NOT NULL, topic TEXT, found TEXT NOT NULL,
    asked TEXT, answered TEXT, note TEXT, operation INTEGER NOT NULL, asked_earliest TEXT,
    asked_latest TEXT, answered_earliest TEXT, answered_latest TEXT,
    until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX coverage_history_by_position ON coverage_history (position);
CREATE INDEX coverage_history_by_organization ON coverage_history (organization);
CREATE INDEX coverage_history_by_topic ON coverage_history (topic);
CREATE INDEX coverage_history_by_until_operation ON coverage_history (until_operation);
CREATE TRIGGER coverage_updated BEFORE UPDATE ON coverage
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO coverage_history
    SELECT coverage.*, running_operation.id
    FROM coverage, running_operation
    WHERE coverage.position = OLD.position;
END;
CREATE TRIGGER coverage_deleted BEFORE DELETE ON coverage
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO coverage_history
    SELECT coverage.*, running_operation.id
    FROM coverage, running_operation
    WHERE coverage.position = OLD.position;
END;

-- A source of the coverage, by the name that entries cite.
CREATE TABLE coverage_source (
    name TEXT NOT NULL, -- the name that other records cite
    title TEXT NOT NULL, -- its title
    publisher TEXT, -- who published it
    url TEXT, -- its address
    archived TEXT, -- the address of an archived copy
    date TEXT, -- its date (EDTF)
    kind TEXT NOT NULL, -- what sort of source
    supports TEXT, -- what it supports, in a few words
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    date_earliest TEXT AS (
        CASE WHEN date IS NULL THEN NULL WHEN date GLOB '????-??-??' THEN date ELSE
            nullif(rtrim(substr(date, 1, instr(date || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(date, 1, instr(date || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that date can mean; none: open
    date_latest TEXT AS (
        CASE WHEN date IS NULL THEN NULL WHEN date GLOB '????-??-??' THEN date ELSE
            iif(
                length(rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~'),
                date(rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that date can mean; none: open
    PRIMARY KEY (name),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT coverage_source_name_slug CHECK (length(name) BETWEEN 1 AND 80 AND name NOT GLOB
        '*[^a-z0-9.-]*'),
    CONSTRAINT coverage_source_date_edtf CHECK (date IS NULL OR (
        date GLOB '????-??-??' AND date(date) IS date
        AND date BETWEEN '1800-01-01' AND '2100-12-31') OR (
        date NOT GLOB '*[?~][?~]*' AND date NOT GLOB '[?~]*'
        AND date NOT GLOB '*..[?~]*'
        AND iif(date GLOB '..*', date_earliest IS NULL,
            date(date_earliest) IS date_earliest
            AND ifnull(date_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(date GLOB '*..', date_latest IS NULL,
            date(date_latest) IS date_latest
            AND ifnull(date_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(date_earliest <= date_latest, 1))),
    CONSTRAINT coverage_source_kind_form CHECK (kind = 'primary' OR
        kind = 'official-statement' OR kind = 'court' OR kind = 'press' OR kind = 'secondary')
) STRICT;
CREATE INDEX coverage_source_from_outside ON coverage_source (operation) WHERE operation = 0;

-- Past rows of coverage_source, each with the operation that ended it.
CREATE TABLE coverage_source_history (
    name TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT, url TEXT, archived TEXT, date TEXT,
    kind TEXT NOT NULL, supports TEXT, operation INTEGER NOT NULL, date_earliest TEXT,
    date_latest TEXT, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX coverage_source_history_by_name ON coverage_source_history (name);
CREATE INDEX coverage_source_history_by_until_operation ON coverage_source_history
    (until_operation);
CREATE TRIGGER coverage_source_updated BEFORE UPDATE ON coverage_source
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO coverage_source_history
    SELECT coverage_source.*, running_operation.id
    FROM coverage_source, running_operation
    WHERE coverage_source.name = OLD.name;
END;
CREATE TRIGGER coverage_source_deleted BEFORE DELETE ON coverage_source
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO coverage_source_history
    SELECT coverage_source.*, running_operation.id
    FROM coverage_source, running_operation
    WHERE coverage_source.name = OLD.name;
END;

-- A source of an entry of the coverage.
CREATE TABLE coverage_citation (
    entry INTEGER NOT NULL, -- the position of the entry
    position INTEGER NOT NULL, -- its place in the list, from 0
    source TEXT NOT NULL, -- the name of the source
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (entry, position),
    FOREIGN KEY (entry) REFERENCES coverage (position) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (source) REFERENCES coverage_source (name) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT coverage_citation_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX coverage_citation_by_source ON coverage_citation (source);
CREATE INDEX coverage_citation_from_outside ON coverage_citation (operation) WHERE operation = 0;

-- Past rows of coverage_citation, each with the operation that ended it.
CREATE TABLE coverage_citation_history (
    entry INTEGER NOT NULL, position INTEGER NOT NULL, source TEXT NOT NULL,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX coverage_citation_history_by_entry_position ON coverage_citation_history (entry,
    position);
CREATE INDEX coverage_citation_history_by_source ON coverage_citation_history (source);
CREATE INDEX coverage_citation_history_by_until_operation ON coverage_citation_history
    (until_operation);
CREATE TRIGGER coverage_citation_updated BEFORE UPDATE ON coverage_citation
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO coverage_citation_history
    SELECT coverage_citation.*, running_operation.id
    FROM coverage_citation, running_operation
    WHERE coverage_citation.entry = OLD.entry AND coverage_citation.position = OLD.position;
END;
CREATE TRIGGER coverage_citation_deleted BEFORE DELETE ON coverage_citation
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO coverage_citation_history
    SELECT coverage_citation.*, running_operation.id
    FROM coverage_citation, running_operation
    WHERE coverage_citation.entry = OLD.entry AND coverage_citation.position = OLD.position;
END;

-- What a body says or is seen to do where no text says it; it never decides.
CREATE TABLE practice (
    position INTEGER NOT NULL, -- its place in the list, from 0
    organization TEXT NOT NULL, -- the body
    effect TEXT NOT NULL, -- what it does: requires, permits or prohibits
    topic TEXT NOT NULL, -- the act that it is about
    -- The other side: an organization or a counterpart group; none: any, or no counterpart.
    counterpart TEXT,
    role TEXT, -- who in the body must follow it; none: everyone
    only_when INTEGER NOT NULL, -- 1: permitted under the condition and by that prohibited otherwise
    when_condition TEXT, -- where it does not hold, the rule says nothing
    unless_condition TEXT, -- where it holds, the rule says nothing
    protected INTEGER NOT NULL, -- 1: lower authority may not take the permission away
    from_date TEXT, -- since when (EDTF)
    until_date TEXT, -- until when, exclusive (EDTF)
    standing TEXT NOT NULL, -- how well it is known
    note TEXT, -- what a reader of the record needs to know
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    from_earliest TEXT AS (
        CASE WHEN from_date IS NULL THEN NULL WHEN from_date GLOB '????-??-??' THEN from_date ELSE
            nullif(rtrim(substr(from_date, 1, instr(from_date || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(from_date, 1, instr(from_date || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that from_date can mean; none: open
    from_latest TEXT AS (
        CASE WHEN from_date IS NULL THEN NULL WHEN from_date GLOB '????-??-??' THEN from_date ELSE
            iif(
                length(rtrim(substr(from_date, iif(instr(from_date, '..'), instr(from_date, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(from_date, iif(instr(from_date, '..'), instr(from_date, '..') + 2, 1)), '?~'),
                date(rtrim(substr(from_date, iif(instr(from_date, '..'), instr(from_date, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(from_date, iif(instr(from_date, '..'), instr(from_date, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that from_date can mean; none: open
    until_earliest TEXT AS (
        CASE WHEN until_date IS NULL THEN NULL WHEN until_date GLOB '????-??-??' THEN until_date ELSE
            nullif(rtrim(substr(until_date, 1, instr(until_date || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(until_date, 1, instr(until_date || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that until_date can mean; none: open
    until_latest TEXT AS (
        CASE WHEN until_date IS NULL THEN NULL WHEN until_date GLOB '????-??-??' THEN until_date ELSE
            iif(
                length(rtrim(substr(until_date, iif(instr(until_date, '..'), instr(until_date, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(until_date, iif(instr(until_date, '..'), instr(until_date, '..') + 2, 1)), '?~'),
                date(rtrim(substr(until_date, iif(instr(until_date, '..'), instr(until_date, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(until_date, iif(instr(until_date, '..'), instr(until_date, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that until_date can mean; none: open
    PRIMARY KEY (position),
    FOREIGN KEY (organization) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (topic) REFERENCES topic (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (role) REFERENCES role (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT practice_position_order CHECK (position >= 0),
    CONSTRAINT practice_effect_form CHECK (effect = 'requires' OR effect = 'permits' OR
        effect = 'prohibits'),
    CONSTRAINT practice_only_when_form CHECK (only_when IN (0, 1) AND (only_when = 0 OR (effect =
        'permits' AND when_condition IS NOT NULL))),
    CONSTRAINT practice_protected_form CHECK (protected IN (0, 1) AND (protected = 0 OR effect =
        'permits')),
    CONSTRAINT practice_from_date_edtf CHECK (from_date IS NULL OR (
        from_date GLOB '????-??-??' AND date(from_date) IS from_date
        AND from_date BETWEEN '1800-01-01' AND '2100-12-31') OR (
        from_date NOT GLOB '*[?~][?~]*' AND from_date NOT GLOB '[?~]*'
        AND from_date NOT GLOB '*..[?~]*'
        AND iif(from_date GLOB '..*', from_earliest IS NULL,
            date(from_earliest) IS from_earliest
            AND ifnull(from_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(from_date GLOB '*..', from_latest IS NULL,
            date(from_latest) IS from_latest
            AND ifnull(from_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(from_earliest <= from_latest, 1))),
    CONSTRAINT practice_until_date_edtf CHECK (until_date IS NULL OR (
        until_date GLOB '????-??-??' AND date(until_date) IS until_date
        AND until_date BETWEEN '1800-01-01' AND '2100-12-31') OR (
        until_date NOT GLOB '*[?~][?~]*' AND until_date NOT GLOB '[?~]*'
        AND until_date NOT GLOB '*..[?~]*'
        AND iif(until_date GLOB '..*', until_earliest IS NULL,
            date(until_earliest) IS until_earliest
            AND ifnull(until_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(until_date GLOB '*..', until_latest IS NULL,
            date(until_latest) IS until_latest
            AND ifnull(until_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(until_earliest <= until_latest, 1))),
    CONSTRAINT practice_standing_form CHECK (standing = 'documented' OR standing = 'confirmed'
        OR standing = 'reported' OR standing = 'inferred' OR standing = 'disputed' OR
        standing = 'unknown')
) STRICT;
CREATE INDEX practice_by_organization ON practice (organization);
CREATE INDEX practice_by_topic ON practice (topic);
CREATE INDEX practice_by_role ON practice (role);
CREATE INDEX practice_from_outside ON practice (operation) WHERE operation = 0;

-- Past rows of practice, each with the operation that ended it.
CREATE TABLE practice_history (
    position INTEGER NOT NULL, organization TEXT NOT NULL, effect TEXT NOT NULL,
    topic TEXT NOT NULL, counterpart TEXT, role TEXT, only_when INTEGER NOT NULL,
    when_condition TEXT, unless_condition TEXT, protected INTEGER NOT NULL, from_date TEXT,
    until_date TEXT, standing TEXT NOT NULL, note TEXT, operation INTEGER NOT NULL,
    from_earliest TEXT, from_latest TEXT, until_earliest TEXT, until_latest TEXT,
    until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX practice_history_by_position ON practice_history (position);
CREATE INDEX practice_history_by_organization ON practice_history (organization);
CREATE INDEX practice_history_by_topic ON practice_history (topic);
CREATE INDEX practice_history_by_role ON practice_history (role);
CREATE INDEX practice_history_by_until_operation ON practice_history (until_operation);
CREATE TRIGGER practice_updated BEFORE UPDATE ON practice
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO practice_history
    SELECT practice.*, running_operation.id
    FROM practice, running_operation
    WHERE practice.position = OLD.position;
END;
CREATE TRIGGER practice_deleted BEFORE DELETE ON practice
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO practice_history
    SELECT practice.*, running_operation.id
    FROM practice, running_operation
    WHERE practice.position = OLD.position;
END;

-- A source of the practice statements, by the name that entries cite.
CREATE TABLE practice_source (
    name TEXT NOT NULL, -- the name that other records cite
    title TEXT NOT NULL, -- its title
    publisher TEXT, -- who published it
    url TEXT, -- its address
    archived TEXT, -- the address of an archived copy
    date TEXT, -- its date (EDTF)
    kind TEXT NOT NULL, -- what sort of source
    supports TEXT, -- what it supports, in a few words
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    date_earliest TEXT AS (
        CASE WHEN date IS NULL THEN NULL WHEN date GLOB '????-??-??' THEN date ELSE
            nullif(rtrim(substr(date, 1, instr(date || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(date, 1, instr(date || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that date can mean; none: open
    date_latest TEXT AS (
        CASE WHEN date IS NULL THEN NULL WHEN date GLOB '????-??-??' THEN date ELSE
            iif(
                length(rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~'),
                date(rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that date can mean; none: open
    PRIMARY KEY (name),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT practice_source_name_slug CHECK (length(name) BETWEEN 1 AND 80 AND name NOT GLOB
        '*[^a-z0-9.-]*'),
    CONSTRAINT practice_source_date_edtf CHECK (date IS NULL OR (
        date GLOB '????-??-??' AND date(date) IS date
        AND date BETWEEN '1800-01-01' AND '2100-12-31') OR (
        date NOT GLOB '*[?~][?~]*' AND date NOT GLOB '[?~]*'
        AND date NOT GLOB '*..[?~]*'
        AND iif(date GLOB '..*', date_earliest IS NULL,
            date(date_earliest) IS date_earliest
            AND ifnull(date_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(date GLOB '*..', date_latest IS NULL,
            date(date_latest) IS date_latest
            AND ifnull(date_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(date_earliest <= date_latest, 1))),
    CONSTRAINT practice_source_kind_form CHECK (kind = 'primary' OR
        kind = 'official-statement' OR kind = 'court' OR kind = 'press' OR kind = 'secondary')
) STRICT;
CREATE INDEX practice_source_from_outside ON practice_source (operation) WHERE operation = 0;

-- Past rows of practice_source, each with the operation that ended it.
CREATE TABLE practice_source_history (
    name TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT, url TEXT, archived TEXT, date TEXT,
    kind TEXT NOT NULL, supports TEXT, operation INTEGER NOT NULL, date_earliest TEXT,
    date_latest TEXT, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX practice_source_history_by_name ON practice_source_history (name);
CREATE INDEX practice_source_history_by_until_operation ON practice_source_history
    (until_operation);
CREATE TRIGGER practice_source_updated BEFORE UPDATE ON practice_source
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO practice_source_history
    SELECT practice_source.*, running_operation.id
    FROM practice_source, running_operation
    WHERE practice_source.name = OLD.name;
END;
CREATE TRIGGER practice_source_deleted BEFORE DELETE ON practice_source
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO practice_source_history
    SELECT practice_source.*, running_operation.id
    FROM practice_source, running_operation
    WHERE practice_source.name = OLD.name;
END;

-- A source of a practice statement.
CREATE TABLE practice_citation (
    entry INTEGER NOT NULL, -- the position of the entry
    position INTEGER NOT NULL, -- its place in the list, from 0
    source TEXT NOT NULL, -- the name of the source
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (entry, position),
    FOREIGN KEY (entry) REFERENCES practice (position) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (source) REFERENCES practice_source (name) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT practice_citation_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX practice_citation_by_source ON practice_citation (source);
CREATE INDEX practice_citation_from_outside ON practice_citation (operation) WHERE operation = 0;

-- Past rows of practice_citation, each with the operation that ended it.
CREATE TABLE practice_citation_history (
    entry INTEGER NOT NULL, position INTEGER NOT NULL, source TEXT NOT NULL,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX practice_citation_history_by_entry_position ON practice_citation_history (entry,
    position);
CREATE INDEX practice_citation_history_by_source ON practice_citation_history (source);
CREATE INDEX practice_citation_history_by_until_operation ON practice_citation_history
    (until_operation);
CREATE TRIGGER practice_citation_updated BEFORE UPDATE ON practice_citation
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO practice_citation_history
    SELECT practice_citation.*, running_operation.id
    FROM practice_citation, running_operation
    WHERE practice_citation.entry = OLD.entry AND practice_citation.position = OLD.position;
END;
CREATE TRIGGER practice_citation_deleted BEFORE DELETE ON practice_citation
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO practice_citation_history
    SELECT practice_citation.*, running_operation.id
    FROM practice_citation, running_operation
    WHERE practice_citation.entry = OLD.entry AND practice_citation.position = OLD.position;
END;

-- What happened to a body; it never changes an answer.
CREATE TABLE organization_event (
    position INTEGER NOT NULL, -- its place in the list, from 0
    organization TEXT NOT NULL, -- the body
    on_date TEXT NOT NULL, -- when (EDTF)
    kind TEXT NOT NULL, -- what sort of event
    topic TEXT, -- the topic that it bears on
    what TEXT NOT NULL, -- what happened, in words
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    on_earliest TEXT AS (
        CASE WHEN on_date IS NULL THEN NULL WHEN on_date GLOB '????-??-??' THEN on_date ELSE
            nullif(rtrim(substr(on_date, 1, instr(on_date || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(on_date, 1, instr(on_date || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that on_date can mean; none: open
    on_latest TEXT AS (
        CASE WHEN on_date IS NULL THEN NULL WHEN on_date GLOB '????-??-??' THEN on_date ELSE
            iif(
                length(rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~'),
                date(rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(on_date, iif(instr(on_date, '..'), instr(on_date, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that on_date can mean; none: open
    PRIMARY KEY (position),
    FOREIGN KEY (organization) REFERENCES organization (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (topic) REFERENCES topic (key) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT organization_event_position_order CHECK (position >= 0),
    CONSTRAINT organization_event_on_date_edtf CHECK ((
        on_date GLOB '????-??-??' AND date(on_date) IS on_date
        AND on_date BETWEEN '1800-01-01' AND '2100-12-31') OR (
        on_date NOT GLOB '*[?~][?~]*' AND on_date NOT GLOB '[?~]*'
        AND on_date NOT GLOB '*..[?~]*'
        AND iif(on_date GLOB '..*', on_earliest IS NULL,
            date(on_earliest) IS on_earliest
            AND ifnull(on_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(on_date GLOB '*..', on_latest IS NULL,
            date(on_latest) IS on_latest
            AND ifnull(on_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(on_earliest <= on_latest, 1))),
    CONSTRAINT organization_event_kind_form CHECK (kind = 'incident' OR kind = 'discipline' OR
        kind = 'audit' OR kind = 'lawsuit' OR kind = 'ruling' OR kind = 'report' OR
        kind = 'statement')
) STRICT;
CREATE INDEX organization_event_by_organization ON organization_event (organization);
CREATE INDEX organization_event_by_topic ON organization_event (topic);
CREATE INDEX organization_event_from_outside ON organization_event (operation) WHERE operation = 0;

-- Past rows of organization_event, each with the operation that ended it.
CREATE TABLE organization_event_history (
    position INTEGER NOT NULL, organization TEXT NOT NULL, on_date TEXT NOT NULL,
    kind TEXT NOT NULL, topic TEXT, what TEXT NOT NULL, operation INTEGER NOT NULL,
    on_earliest TEXT, on_latest TEXT, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX organization_event_history_by_position ON organization_event_history (position);
CREATE INDEX organization_event_history_by_organization ON organization_event_history
    (organization);
CREATE INDEX organization_event_history_by_topic ON organization_event_history (topic);
CREATE INDEX organization_event_history_by_until_operation ON organization_event_history
    (until_operation);
CREATE TRIGGER organization_event_updated BEFORE UPDATE ON organization_event
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_event_history
    SELECT organization_event.*, running_operation.id
    FROM organization_event, running_operation
    WHERE organization_event.position = OLD.position;
END;
CREATE TRIGGER organization_event_deleted BEFORE DELETE ON organization_event
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_event_history
    SELECT organization_event.*, running_operation.id
    FROM organization_event, running_operation
    WHERE organization_event.position = OLD.position;
END;

-- A source of the events of bodies, by the name that entries cite.
CREATE TABLE organization_event_source (
    name TEXT NOT NULL, -- the name that other records cite
    title TEXT NOT NULL, -- its title
    publisher TEXT, -- who published it
    url TEXT, -- its address
    archived TEXT, -- the address of an archived copy
    date TEXT, -- its date (EDTF)
    kind TEXT NOT NULL, -- what sort of source
    supports TEXT, -- what it supports, in a few words
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    date_earliest TEXT AS (
        CASE WHEN date IS NULL THEN NULL WHEN date GLOB '????-??-??' THEN date ELSE
            nullif(rtrim(substr(date, 1, instr(date || '..', '..') - 1), '?~'), '')
            || substr('-01-01',
                length(rtrim(substr(date, 1, instr(date || '..', '..') - 1), '?~')) - 3)
        END
    ) STORED, -- the first day that date can mean; none: open
    date_latest TEXT AS (
        CASE WHEN date IS NULL THEN NULL WHEN date GLOB '????-??-??' THEN date ELSE
            iif(
                length(rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~')) = 10,
                rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~'),
                date(rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~')
                    || substr('-12-01',
                        length(rtrim(substr(date, iif(instr(date, '..'), instr(date, '..') + 2, 1)), '?~')) - 3),
                    '+1 month', '-1 day'))
        END
    ) STORED, -- the last day that date can mean; none: open
    PRIMARY KEY (name),
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT organization_event_source_name_slug CHECK (length(name) BETWEEN 1 AND 80 AND name NOT
        GLOB '*[^a-z0-9.-]*'),
    CONSTRAINT organization_event_source_date_edtf CHECK (date IS NULL OR (
        date GLOB '????-??-??' AND date(date) IS date
        AND date BETWEEN '1800-01-01' AND '2100-12-31') OR (
        date NOT GLOB '*[?~][?~]*' AND date NOT GLOB '[?~]*'
        AND date NOT GLOB '*..[?~]*'
        AND iif(date GLOB '..*', date_earliest IS NULL,
            date(date_earliest) IS date_earliest
            AND ifnull(date_earliest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND iif(date GLOB '*..', date_latest IS NULL,
            date(date_latest) IS date_latest
            AND ifnull(date_latest, '') BETWEEN '1800-01-01' AND '2100-12-31')
        AND ifnull(date_earliest <= date_latest, 1))),
    CONSTRAINT organization_event_source_kind_form CHECK (kind = 'primary' OR
        kind = 'official-statement' OR kind = 'court' OR kind = 'press' OR kind = 'secondary')
) STRICT;
CREATE INDEX organization_event_source_from_outside ON organization_event_source (operation)
    WHERE operation = 0;

-- Past rows of organization_event_source, each with the operation that ended it.
CREATE TABLE organization_event_source_history (
    name TEXT NOT NULL, title TEXT NOT NULL, publisher TEXT, url TEXT, archived TEXT, date TEXT,
    kind TEXT NOT NULL, supports TEXT, operation INTEGER NOT NULL, date_earliest TEXT,
    date_latest TEXT, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX organization_event_source_history_by_name ON organization_event_source_history (name);
CREATE INDEX organization_event_source_history_by_until_operation ON
    organization_event_source_history (until_operation);
CREATE TRIGGER organization_event_source_updated BEFORE UPDATE ON organization_event_source
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_event_source_history
    SELECT organization_event_source.*, running_operation.id
    FROM organization_event_source, running_operation
    WHERE organization_event_source.name = OLD.name;
END;
CREATE TRIGGER organization_event_source_deleted BEFORE DELETE ON organization_event_source
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_event_source_history
    SELECT organization_event_source.*, running_operation.id
    FROM organization_event_source, running_operation
    WHERE organization_event_source.name = OLD.name;
END;

-- A source of an event of a body.
CREATE TABLE organization_event_citation (
    entry INTEGER NOT NULL, -- the position of the entry
    position INTEGER NOT NULL, -- its place in the list, from 0
    source TEXT NOT NULL, -- the name of the source
    -- The operation that wrote the row; 0: written outside Comity.
    operation INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (entry, position),
    FOREIGN KEY (entry) REFERENCES organization_event (position) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (source) REFERENCES organization_event_source (name) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (operation) REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT organization_event_citation_position_order CHECK (position >= 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_event_citation_by_source ON organization_event_citation (source);
CREATE INDEX organization_event_citation_from_outside ON organization_event_citation (operation)
    WHERE operation = 0;

-- Past rows of organization_event_citation, each with the operation that ended it.
CREATE TABLE organization_event_citation_history (
    entry INTEGER NOT NULL, position INTEGER NOT NULL, source TEXT NOT NULL,
    operation INTEGER NOT NULL, until_operation INTEGER NOT NULL
) STRICT;
CREATE INDEX organization_event_citation_history_by_entry_position ON
    organization_event_citation_history (entry, position);
CREATE INDEX organization_event_citation_history_by_source ON organization_event_citation_history
    (source);
CREATE INDEX organization_event_citation_history_by_until_operation ON
    organization_event_citation_history (until_operation);
CREATE TRIGGER organization_event_citation_updated BEFORE UPDATE ON organization_event_citation
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_event_citation_history
    SELECT organization_event_citation.*, running_operation.id
    FROM organization_event_citation, running_operation
    WHERE organization_event_citation.entry = OLD.entry AND organization_event_citation.position =
        OLD.position;
END;
CREATE TRIGGER organization_event_citation_deleted BEFORE DELETE ON organization_event_citation
WHEN OLD.operation <> 0
BEGIN
    INSERT INTO organization_event_citation_history
    SELECT organization_event_citation.*, running_operation.id
    FROM organization_event_citation, running_operation
    WHERE organization_event_citation.entry = OLD.entry AND organization_event_citation.position =
        OLD.position;
END;

-- -------------------------------------------------------------------------------------------------
-- Full text
-- -------------------------------------------------------------------------------------------------
--
-- Made from the records by the program: when a command ends, the texts of every record that it
-- changed are taken anew, all in one go. No table of records has a trigger for it, so a tool without
-- FTS5 can write them. What other tools wrote since the last command is not in here until the next
-- command that writes; comity search reads those records afresh.

-- A text that can be searched, with the place where it stands.
CREATE TABLE search_text (
    id INTEGER NOT NULL, -- its number in the index
    -- The record to which it belongs: a directive, or the table of a list (coverage, practice, ...).
    scope TEXT NOT NULL,
    kind TEXT NOT NULL, -- what it is: directive, version, rule, event, source, topic, ...
    version TEXT, -- the version in which it stands
    item TEXT, -- the rule, the name of the source, the key of the topic, or the place in a list
    organization TEXT, -- the body that issued it, or that it is about
    name TEXT, -- number, title, section, or short words of the topic
    words TEXT, -- the words of the text
    summary TEXT, -- in the words of the coder: summary, steps, what happened, titles of sources
    note TEXT, -- notes
    issuer TEXT, -- names of the body
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX search_text_by_scope ON search_text (scope);
-- Its index. Numbers are cut at dots and hyphens and found as phrases; English endings and accents
-- make no difference.
CREATE VIRTUAL TABLE search USING fts5 (
    name, words, summary, note, issuer,
    content = 'search_text', content_rowid = 'id',
    tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER search_text_updated AFTER UPDATE ON search_text
BEGIN
    INSERT INTO search (search, rowid, name, words, summary, note, issuer)
    VALUES ('delete', OLD.id, OLD.name, OLD.words, OLD.summary, OLD.note, OLD.issuer);
    INSERT INTO search (rowid, name, words, summary, note, issuer)
    VALUES (NEW.id, NEW.name, NEW.words, NEW.summary, NEW.note, NEW.issuer);
END;
CREATE TRIGGER search_text_deleted AFTER DELETE ON search_text
BEGIN
    INSERT INTO search (search, rowid, name, words, summary, note, issuer)
    VALUES ('delete', OLD.id, OLD.name, OLD.words, OLD.summary, OLD.note, OLD.issuer);
END;

-- -------------------------------------------------------------------------------------------------
-- Views for readers: what stands today
-- -------------------------------------------------------------------------------------------------
--
-- A convenience for whoever looks into the file with another tool. The answers of the program
-- (comity ask, comity compare) decide; these views follow the plain documentary dates of today:
--   * a version starts when it is effective, else between the dates of its adoption, signing, issue
--     and publication; without any of these it is taken to stand since it was last checked;
--   * it ends on the date of its own end, else when the next adopted version starts; that an end
--     and the start of its named successor are the same unknown day is not worked out;
--   * what is suspended for certain today is left out; what may be suspended is uncertain;
--   * in_force is yes or uncertain; what is certainly not in force has no row;
--   * drafts, void versions and discarded directives have no rows;
--   * rank, specialty, amendment and exceptions of other rules are not weighed.

-- When each adopted version began and ended: the first and last day that each can mean, none where
-- it is open.
CREATE VIEW version_span AS
WITH claimed AS (
    SELECT v.directive, v.label, v.position,
        count(d.what) FILTER (WHERE d.what = 'effective') > 0 AS has_effective,
        iif(count(d.on_earliest) FILTER (WHERE d.what = 'effective')
            = count(d.what) FILTER (WHERE d.what = 'effective'),
            min(d.on_earliest) FILTER (WHERE d.what = 'effective'), NULL) AS effective_first,
        iif(count(d.on_latest) FILTER (WHERE d.what = 'effective')
            = count(d.what) FILTER (WHERE d.what = 'effective'),
            max(d.on_latest) FILTER (WHERE d.what = 'effective'), NULL) AS effective_last,
        iif(count(d.on_earliest) FILTER (WHERE d.what <> 'ended')
            = count(d.what) FILTER (WHERE d.what <> 'ended'),
            min(d.on_earliest) FILTER (WHERE d.what <> 'ended'), NULL) AS made_first,
        iif(count(d.on_latest) FILTER (WHERE d.what <> 'ended')
            = count(d.what) FILTER (WHERE d.what <> 'ended'),
            max(d.on_latest) FILTER (WHERE d.what <> 'ended'), NULL) AS made_last,
        iif(count(d.on_earliest) FILTER (WHERE d.what = 'ended')
            = count(d.what) FILTER (WHERE d.what = 'ended'),
            min(d.on_earliest) FILTER (WHERE d.what = 'ended'), NULL) AS ended_first,
        iif(count(d.on_latest) FILTER (WHERE d.what = 'ended')
            = count(d.what) FILTER (WHERE d.what = 'ended'),
            max(d.on_latest) FILTER (WHERE d.what = 'ended'), NULL) AS ended_last,
        v.ended_how IS NOT NULL AS has_end, ifnull(v.ended_certainty = 'disputed', 0) AS end_disputed,
        v.expires_earliest, v.last_checked_latest, v.standing
    FROM version AS v
    JOIN directive ON directive.id = v.directive AND directive.discarded_on IS NULL
    LEFT JOIN date_claim AS d ON d.directive = v.directive AND d.version = v.label AND d.rule = ''
    WHERE v.stage = 'adopted' AND ifnull(v.ended_how <> 'void', 1)
    GROUP BY v.directive, v.label
),
started AS (
    SELECT *,
        iif(has_effective, effective_first, made_first) AS started_first,
        coalesce(iif(has_effective, effective_last, made_last), last_checked_latest) AS started_last
    FROM claimed
),
followed AS (
    SELECT *,
        count(directive) OVER later > 0 AS has_next,
        first_value(started_first) OVER later AS next_first,
        first_value(started_last) OVER later AS next_last
    FROM started
    WINDOW later AS (PARTITION BY directive ORDER BY started_first, position
        ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
)
SELECT directive, label AS version, standing,
    started_first, started_last,
    has_end OR has_next AS has_end,
    iif(has_end, ended_first, next_first) AS ended_first,
    iif(has_end, ended_last, next_last) AS ended_last,
    has_end AND end_disputed AS end_disputed,
    iif(has_end OR has_next, NULL, expires_earliest) AS expires
FROM followed;

-- Versions that are in force today, or may be.
CREATE VIEW version_in_force AS
WITH today(day) AS (SELECT strftime('%Y-%m-%d', 'now', 'localtime')),
held AS (
    SELECT s.directive, s.version,
        max(s.from_latest <= day AND (s.until_date IS NULL OR s.until_earliest > day)) AS certain
    FROM suspension AS s, today
    WHERE ifnull(s.from_earliest, '') <= day AND (s.until_date IS NULL
            OR ifnull(s.until_latest, '9999') > day)
        AND NOT EXISTS (SELECT 1 FROM suspension_rule AS r WHERE r.directive = s.directive
            AND r.version = s.version AND r.suspension = s.position)
    GROUP BY s.directive, s.version
)
SELECT span.directive, span.version, span.standing,
    iif(span.started_last <= day
        AND (NOT span.has_end OR span.ended_first > day)
        AND ifnull(span.expires > day, 1) AND held.certain IS NULL,
        'yes', 'uncertain') AS in_force
FROM version_span AS span, today
LEFT JOIN held ON held.directive = span.directive AND held.version = span.version
WHERE ifnull(span.started_first, '') <= day
    AND (NOT span.has_end OR span.end_disputed OR ifnull(span.ended_last, '9999') > day)
    AND ifnull(held.certain, 0) = 0;

-- Whom each list of bonds reaches: the body named, or the bodies of or within the place, of the
-- kinds named, and the parts of all of these. Version and rule are empty as in bond.
CREATE VIEW bound_organization AS
WITH RECURSIVE lies_in(place, around) AS (
    SELECT id, id FROM place
    UNION
    SELECT lies_in.place, place.parent FROM lies_in JOIN place ON place.id = lies_in.around
    WHERE place.parent IS NOT NULL
),
part_of(part, whole) AS (
    SELECT id, id FROM organization
    UNION
    SELECT part_of.part, organization.parent
    FROM part_of JOIN organization ON organization.id = part_of.whole
    WHERE organization.parent IS NOT NULL
),
named(directive, version, rule, position, role, organization) AS (
    SELECT directive, version, rule, position, role, organization FROM bond
    WHERE organization IS NOT NULL
    UNION ALL
    SELECT b.directive, b.version, b.rule, b.position, b.role, p.organization
    FROM bond AS b JOIN organization_place AS p ON p.place = b.of_place
    UNION ALL
    SELECT b.directive, b.version, b.rule, b.position, b.role, p.organization
    FROM bond AS b JOIN lies_in ON lies_in.around = b.within_place
    JOIN organization_place AS p ON p.place = lies_in.place
)
SELECT n.directive, n.version, n.rule, part_of.part AS organization, n.role,
    EXISTS (SELECT 1 FROM bond_claim AS c WHERE c.directive = n.directive
        AND c.version = n.version AND c.rule = n.rule AND c.bond = n.position
        AND c.says = 'does not bind') AS disputed
FROM named AS n
JOIN organization AS o ON o.id = n.organization
JOIN part_of ON part_of.whole = n.organization
WHERE NOT EXISTS (SELECT 1 FROM bond_kind AS k WHERE k.directive = n.directive
        AND k.version = n.version AND k.rule = n.rule AND k.bond = n.position)
    OR EXISTS (SELECT 1 FROM bond_kind AS k WHERE k.directive = n.directive
        AND k.version = n.version AND k.rule = n.rule AND k.bond = n.position AND k.kind = o.kind);

-- Which directive binds which organization today, by the list of its version or its own. A rule
-- with a list of its own may bind others: see rule_in_force.
CREATE VIEW directive_in_force AS
SELECT DISTINCT b.organization, v.directive, v.version, d.title, d.number, d.type, d.issuer,
    v.standing, v.in_force, b.role, b.disputed
FROM version_in_force AS v
JOIN version ON version.directive = v.directive AND version.label = v.version
JOIN directive AS d ON d.id = v.directive
JOIN bound_organization AS b ON b.directive = v.directive AND b.rule = ''
    AND b.version = iif(version.binds_own, v.version, '');

-- From when to when each rule bound each organization: the first and last day that each can mean,
-- none where it is open. Suspensions are not taken off.
CREATE VIEW rule_span AS
WITH dated AS (
    SELECT directive, version, rule,
        iif(count(on_earliest) FILTER (WHERE what = 'from') = count(what) FILTER (WHERE what = 'from'),
            min(on_earliest) FILTER (WHERE what = 'from'), NULL) AS from_first,
        iif(count(on_latest) FILTER (WHERE what = 'from') = count(what) FILTER (WHERE what = 'from'),
            max(on_latest) FILTER (WHERE what = 'from'), NULL) AS from_last,
        iif(count(on_earliest) FILTER (WHERE what = 'ended')
            = count(what) FILTER (WHERE what = 'ended'),
            min(on_earliest) FILTER (WHERE what = 'ended'), NULL) AS ended_first,
        iif(count(on_latest) FILTER (WHERE what = 'ended')
            = count(what) FILTER (WHERE what = 'ended'),
            max(on_latest) FILTER (WHERE what = 'ended'), NULL) AS ended_last
    FROM date_claim WHERE rule <> '' GROUP BY directive, version, rule
)
SELECT DISTINCT b.organization, r.topic, r.counterpart, ifnull(b.role, r.role) AS role, r.effect,
    nullif(substr(ifnull(iif(r.only_when, ' only when ', ' when ') || r.when_condition, '')
        || ifnull(' unless ' || r.unless_condition, ''), 2), '') AS condition,
    r.protected, r.cite, ifnull(r.standing, v.standing) AS standing,
    ifnull(dated.from_first, span.started_first) AS started_first,
    ifnull(dated.from_last, span.started_last) AS started_last,
    r.ended_how IS NOT NULL OR span.has_end AS has_end,
    iif(r.ended_how IS NULL, span.ended_first, dated.ended_first) AS ended_first,
    iif(r.ended_how IS NULL, span.ended_last, dated.ended_last) AS ended_last,
    b.disputed, r.directive, r.version, r.id AS rule
FROM version_span AS span
JOIN version AS v ON v.directive = span.directive AND v.label = span.version
JOIN rule AS r ON r.directive = span.directive AND r.version = span.version
JOIN bound_organization AS b ON b.directive = r.directive
    AND b.version = iif(r.binds_own OR v.binds_own, r.version, '')
    AND b.rule = iif(r.binds_own, r.id, '')
LEFT JOIN dated ON dated.directive = r.directive AND dated.version = r.version
    AND dated.rule = r.id
WHERE ifnull(r.ended_how <> 'void', 1);

-- Which rule binds which organization today.
CREATE VIEW rule_in_force AS
WITH today(day) AS (SELECT strftime('%Y-%m-%d', 'now', 'localtime')),
dated AS (
    SELECT directive, version, rule,
        iif(count(on_earliest) FILTER (WHERE what = 'from') = count(what) FILTER (WHERE what = 'from'),
            min(on_earliest) FILTER (WHERE what = 'from'), NULL) AS from_first,
        iif(count(on_latest) FILTER (WHERE what = 'from') = count(what) FILTER (WHERE what = 'from'),
            max(on_latest) FILTER (WHERE what = 'from'), '9999') AS from_last,
        iif(count(on_earliest) FILTER (WHERE what = 'ended')
            = count(what) FILTER (WHERE what = 'ended'),
            min(on_earliest) FILTER (WHERE what = 'ended'), NULL) AS ended_first,
        iif(count(on_latest) FILTER (WHERE what = 'ended')
            = count(what) FILTER (WHERE what = 'ended'),
            max(on_latest) FILTER (WHERE what = 'ended'), NULL) AS ended_last
    FROM date_claim WHERE rule <> '' GROUP BY directive, version, rule
),
held AS (
    SELECT s.directive, s.version, r.rule,
        max(s.from_latest <= day AND (s.until_date IS NULL OR s.until_earliest > day)) AS certain
    FROM suspension AS s, today
    JOIN suspension_rule AS r ON r.directive = s.directive AND r.version = s.version
        AND r.suspension = s.position
    WHERE ifnull(s.from_earliest, '') <= day AND (s.until_date IS NULL
            OR ifnull(s.until_latest, '9999') > day)
    GROUP BY s.directive, s.version, r.rule
)
SELECT DISTINCT b.organization, r.topic, r.counterpart, ifnull(b.role, r.role) AS role, r.effect,
    nullif(substr(ifnull(iif(r.only_when, ' only when ', ' when ') || r.when_condition, '')
        || ifnull(' unless ' || r.unless_condition, ''), 2), '') AS condition,
    r.protected, r.cite, ifnull(r.standing, v.standing) AS standing,
    iif(v.in_force = 'yes' AND ifnull(dated.from_last <= day, 1)
        AND (r.ended_how IS NULL OR ifnull(dated.ended_first, '') > day)
        AND held.certain IS NULL, 'yes', 'uncertain') AS in_force,
    b.disputed, r.directive, r.version, r.id AS rule
FROM version_in_force AS v, today
JOIN version ON version.directive = v.directive AND version.label = v.version
JOIN rule AS r ON r.directive = v.directive AND r.version = v.version
JOIN bound_organization AS b ON b.directive = r.directive
    AND b.version = iif(r.binds_own OR version.binds_own, r.version, '')
    AND b.rule = iif(r.binds_own, r.id, '')
LEFT JOIN dated ON dated.directive = r.directive AND dated.version = r.version AND dated.rule = r.id
LEFT JOIN held ON held.directive = r.directive AND held.version = r.version AND held.rule = r.id
WHERE ifnull(dated.from_first, '') <= day
    AND (r.ended_how IS NULL OR ifnull(r.ended_certainty = 'disputed', 0)
        OR ifnull(dated.ended_last, '9999') > day)
    AND ifnull(r.ended_how <> 'void', 1)
    AND ifnull(held.certain, 0) = 0;
