-- Written by `pnpm --filter @fanfare/api schema` from the migrations; change those, not this.

CREATE EXTENSION btree_gist;

CREATE TABLE activity (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  sequence bigint NOT NULL,
  ambassador_id uuid NOT NULL,
  source text NOT NULL,
  external_id text NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  evidence text NOT NULL,
  campaign_id uuid,
  hashtags text[] NOT NULL DEFAULT '{}'::text[],
  url text,
  disclosed boolean,
  text_length integer,
  amplifies text,
  content_key text,
  quantity integer,
  segment text,
  tandem_id uuid,
  import_id uuid,
  CONSTRAINT activity_amplifies_check CHECK ((char_length(amplifies) <= 200)),
  CONSTRAINT activity_content_key_check CHECK ((char_length(content_key) <= 100)),
  CONSTRAINT activity_evidence_check CHECK ((evidence = ANY (ARRAY['SELF_REPORTED'::text, 'PEER_CONFIRMED'::text, 'CHANNEL_VERIFIED'::text]))),
  CONSTRAINT activity_external_id_check CHECK (((char_length(external_id) >= 1) AND (char_length(external_id) <= 200))),
  CONSTRAINT activity_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_run(id),
  CONSTRAINT activity_pkey PRIMARY KEY (id),
  CONSTRAINT activity_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT activity_programme_id_campaign_id_fkey FOREIGN KEY (programme_id, campaign_id) REFERENCES campaign(programme_id, id),
  CONSTRAINT activity_programme_id_sequence_key UNIQUE (programme_id, sequence),
  CONSTRAINT activity_programme_id_source_external_id_key UNIQUE (programme_id, source, external_id),
  CONSTRAINT activity_quantity_check CHECK ((quantity >= 1)),
  CONSTRAINT activity_source_check CHECK (((char_length(source) >= 1) AND (char_length(source) <= 100))),
  CONSTRAINT activity_text_length_check CHECK ((text_length >= 0)),
  CONSTRAINT activity_url_check CHECK ((char_length(url) <= 2000))
);

CREATE TABLE activity_correction (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  sequence bigint NOT NULL,
  activity_id uuid NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  evidence text NOT NULL,
  campaign_id uuid,
  hashtags text[] NOT NULL,
  url text,
  disclosed boolean,
  text_length integer,
  amplifies text,
  content_key text,
  quantity integer,
  reason text NOT NULL,
  corrected_by text NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  CONSTRAINT activity_correction_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id),
  CONSTRAINT activity_correction_activity_id_sequence_key UNIQUE (activity_id, sequence),
  CONSTRAINT activity_correction_amplifies_check CHECK ((char_length(amplifies) <= 200)),
  CONSTRAINT activity_correction_content_key_check CHECK ((char_length(content_key) <= 100)),
  CONSTRAINT activity_correction_evidence_check CHECK ((evidence = ANY (ARRAY['SELF_REPORTED'::text, 'PEER_CONFIRMED'::text, 'CHANNEL_VERIFIED'::text]))),
  CONSTRAINT activity_correction_pkey PRIMARY KEY (id),
  CONSTRAINT activity_correction_programme_id_campaign_id_fkey FOREIGN KEY (programme_id, campaign_id) REFERENCES campaign(programme_id, id),
  CONSTRAINT activity_correction_programme_id_sequence_key UNIQUE (programme_id, sequence),
  CONSTRAINT activity_correction_quantity_check CHECK ((quantity >= 1)),
  CONSTRAINT activity_correction_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 500))),
  CONSTRAINT activity_correction_text_length_check CHECK ((text_length >= 0)),
  CONSTRAINT activity_correction_url_check CHECK ((char_length(url) <= 2000))
);

CREATE TABLE activity_withdrawal (
  activity_id uuid NOT NULL,
  programme_id uuid NOT NULL,
  sequence bigint NOT NULL,
  cause text NOT NULL,
  reason text NOT NULL,
  withdrawn_by text NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  CONSTRAINT activity_withdrawal_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id),
  CONSTRAINT activity_withdrawal_cause_check CHECK ((cause = ANY (ARRAY['WITHDRAWN'::text, 'REJECTED'::text]))),
  CONSTRAINT activity_withdrawal_pkey PRIMARY KEY (activity_id),
  CONSTRAINT activity_withdrawal_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT activity_withdrawal_programme_id_sequence_key UNIQUE (programme_id, sequence),
  CONSTRAINT activity_withdrawal_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 500)))
);

CREATE TABLE ambassador (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  person_id uuid,
  external_reference text,
  name text NOT NULL,
  department_id uuid,
  status text NOT NULL,
  visibility text NOT NULL,
  language text NOT NULL,
  is_test_person boolean NOT NULL DEFAULT false,
  is_separator boolean NOT NULL DEFAULT false,
  joined_at timestamp with time zone NOT NULL,
  paused_until date,
  left_at timestamp with time zone,
  version integer NOT NULL DEFAULT 1,
  team_id uuid,
  erased_at timestamp with time zone,
  CONSTRAINT ambassador_check CHECK (((status = 'LEFT'::text) = (left_at IS NOT NULL))),
  CONSTRAINT ambassador_check1 CHECK (((paused_until IS NULL) OR (status = 'PAUSED'::text))),
  CONSTRAINT ambassador_erased CHECK (((erased_at IS NULL) OR ((status = 'LEFT'::text) AND (person_id IS NULL) AND (external_reference IS NULL) AND (department_id IS NULL) AND (team_id IS NULL)))),
  CONSTRAINT ambassador_external_reference_check CHECK (((char_length(external_reference) >= 1) AND (char_length(external_reference) <= 200))),
  CONSTRAINT ambassador_is_somebody CHECK (((person_id IS NOT NULL) OR is_test_person OR (erased_at IS NOT NULL))),
  CONSTRAINT ambassador_language_check CHECK ((language = ANY (ARRAY['GERMAN'::text, 'ENGLISH'::text]))),
  CONSTRAINT ambassador_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  CONSTRAINT ambassador_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT ambassador_pkey PRIMARY KEY (id),
  CONSTRAINT ambassador_programme_id_department_id_fkey FOREIGN KEY (programme_id, department_id) REFERENCES department(programme_id, id),
  CONSTRAINT ambassador_programme_id_external_reference_key UNIQUE (programme_id, external_reference),
  CONSTRAINT ambassador_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT ambassador_programme_id_id_key UNIQUE (programme_id, id),
  CONSTRAINT ambassador_programme_id_person_id_key UNIQUE (programme_id, person_id),
  CONSTRAINT ambassador_status_check CHECK ((status = ANY (ARRAY['ACTIVE'::text, 'PAUSED'::text, 'LEFT'::text]))),
  CONSTRAINT ambassador_team FOREIGN KEY (programme_id, team_id) REFERENCES team(programme_id, id),
  CONSTRAINT ambassador_visibility_check CHECK ((visibility = ANY (ARRAY['NAMED'::text, 'PSEUDONYM'::text, 'HIDDEN'::text])))
);

CREATE TABLE api_token (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  name text NOT NULL,
  hash bytea NOT NULL,
  hint text NOT NULL,
  scopes text[] NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  CONSTRAINT api_token_check CHECK ((expires_at > created_at)),
  CONSTRAINT api_token_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id),
  CONSTRAINT api_token_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT api_token_hash_key UNIQUE (hash),
  CONSTRAINT api_token_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  CONSTRAINT api_token_pkey PRIMARY KEY (id),
  CONSTRAINT api_token_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT api_token_scopes_check CHECK ((cardinality(scopes) > 0))
);

CREATE TABLE badge (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  kind text NOT NULL,
  state text NOT NULL DEFAULT 'DRAFT'::text,
  revision integer NOT NULL DEFAULT 1,
  document json NOT NULL,
  is_stale boolean NOT NULL DEFAULT false,
  created_at timestamp with time zone NOT NULL,
  created_by text NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  changed_by text NOT NULL,
  published_at timestamp with time zone,
  retired_at timestamp with time zone,
  CONSTRAINT badge_check CHECK (((state = 'DRAFT'::text) = (published_at IS NULL))),
  CONSTRAINT badge_check1 CHECK (((state = 'RETIRED'::text) = (retired_at IS NOT NULL))),
  CONSTRAINT badge_kind_check CHECK ((kind = ANY (ARRAY['BADGE'::text, 'LADDER'::text]))),
  CONSTRAINT badge_pkey PRIMARY KEY (id),
  CONSTRAINT badge_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT badge_programme_id_id_key UNIQUE (programme_id, id),
  CONSTRAINT badge_revision_check CHECK ((revision >= 1)),
  CONSTRAINT badge_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'PUBLISHED'::text, 'RETIRED'::text])))
);

CREATE TABLE badge_award (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  badge_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  level integer NOT NULL,
  season_start timestamp with time zone,
  activity_id uuid NOT NULL,
  earned_at timestamp with time zone NOT NULL,
  awarded_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  CONSTRAINT badge_award_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id),
  CONSTRAINT badge_award_badge_id_ambassador_id_level_season_start_key UNIQUE NULLS NOT DISTINCT (badge_id, ambassador_id, level, season_start),
  CONSTRAINT badge_award_level_check CHECK ((level >= 0)),
  CONSTRAINT badge_award_pkey PRIMARY KEY (id),
  CONSTRAINT badge_award_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT badge_award_programme_id_badge_id_fkey FOREIGN KEY (programme_id, badge_id) REFERENCES badge(programme_id, id)
);

CREATE TABLE badge_credential (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  award_id uuid,
  status_index integer NOT NULL,
  holder_name text,
  issued_at timestamp with time zone NOT NULL,
  page_key text,
  revoked_at timestamp with time zone,
  CONSTRAINT badge_credential_award_id_fkey FOREIGN KEY (award_id) REFERENCES badge_award(id),
  CONSTRAINT badge_credential_award_id_key UNIQUE (award_id),
  CONSTRAINT badge_credential_check CHECK (((award_id IS NOT NULL) OR ((holder_name IS NULL) AND (page_key IS NULL)))),
  CONSTRAINT badge_credential_holder_name_check CHECK (((char_length(holder_name) >= 1) AND (char_length(holder_name) <= 200))),
  CONSTRAINT badge_credential_page_key_check CHECK ((char_length(page_key) = 32)),
  CONSTRAINT badge_credential_page_key_key UNIQUE (page_key),
  CONSTRAINT badge_credential_pkey PRIMARY KEY (id),
  CONSTRAINT badge_credential_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT badge_credential_status_index_key UNIQUE (status_index)
);

CREATE TABLE badge_pending (
  id bigint NOT NULL,
  programme_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  CONSTRAINT badge_pending_pkey PRIMARY KEY (id)
);

CREATE TABLE board (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  scope text NOT NULL,
  scope_id text,
  period text NOT NULL,
  period_start date,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  measure text NOT NULL,
  version bigint NOT NULL DEFAULT 0,
  frozen_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT board_check CHECK ((ends_at > starts_at)),
  CONSTRAINT board_check1 CHECK (((period = 'ALL_TIME'::text) = (period_start IS NULL))),
  CONSTRAINT board_check2 CHECK ((((period = 'ALL_TIME'::text) = (starts_at IS NULL)) AND ((period = 'ALL_TIME'::text) = (ends_at IS NULL)))),
  CONSTRAINT board_check3 CHECK (((scope <> 'PROGRAMME'::text) OR (scope_id IS NULL))),
  CONSTRAINT board_check4 CHECK (((measure <> 'POINTS'::text) OR (scope = 'PROGRAMME'::text) OR (scope_id IS NOT NULL))),
  CONSTRAINT board_measure_check CHECK ((measure = ANY (ARRAY['POINTS'::text, 'POINTS_PER_ACTIVE_MEMBER'::text, 'PERSONAL_BEST'::text]))),
  CONSTRAINT board_period_check CHECK ((period = ANY (ARRAY['DAY'::text, 'WEEK'::text, 'MONTH'::text, 'SEASON'::text, 'ALL_TIME'::text]))),
  CONSTRAINT board_pkey PRIMARY KEY (id),
  CONSTRAINT board_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT board_programme_id_scope_scope_id_period_period_start_measu_key UNIQUE NULLS NOT DISTINCT (programme_id, scope, scope_id, period, period_start, measure),
  CONSTRAINT board_scope_check CHECK ((scope = ANY (ARRAY['PROGRAMME'::text, 'DEPARTMENT'::text, 'TEAM'::text, 'TANDEM'::text, 'CHANNEL'::text, 'CAMPAIGN'::text, 'CHALLENGE'::text])))
);

CREATE TABLE board_group_member (
  programme_id uuid NOT NULL,
  scope text NOT NULL,
  group_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  valid_from timestamp with time zone NOT NULL,
  valid_until timestamp with time zone,
  CONSTRAINT board_group_member_check CHECK ((valid_until > valid_from)),
  CONSTRAINT board_group_member_pkey PRIMARY KEY (programme_id, scope, group_id, ambassador_id, valid_from),
  CONSTRAINT board_group_member_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT board_group_member_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT board_group_member_scope_check CHECK ((scope = ANY (ARRAY['TANDEM'::text, 'CHALLENGE'::text])))
);

CREATE TABLE campaign (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT campaign_key_check CHECK ((key ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
  CONSTRAINT campaign_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  CONSTRAINT campaign_pkey PRIMARY KEY (id),
  CONSTRAINT campaign_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT campaign_programme_id_id_key UNIQUE (programme_id, id),
  CONSTRAINT campaign_programme_id_key_key UNIQUE (programme_id, key)
);

CREATE TABLE challenge (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  state text NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  document json NOT NULL,
  picture json NOT NULL,
  opens_on date NOT NULL,
  closes_on date NOT NULL,
  recurrence json,
  series_id uuid NOT NULL,
  occurrence integer NOT NULL DEFAULT 0,
  opens_at timestamp with time zone,
  closes_at timestamp with time zone,
  grace_hours integer,
  version bigint NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL,
  created_by text NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  changed_by text NOT NULL,
  completed_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  cancel_reason text,
  settled_at timestamp with time zone,
  CONSTRAINT challenge_cancel_reason_check CHECK (((char_length(cancel_reason) >= 1) AND (char_length(cancel_reason) <= 500))),
  CONSTRAINT challenge_check CHECK ((closes_on >= opens_on)),
  CONSTRAINT challenge_check1 CHECK (((state = 'DRAFT'::text) OR ((opens_at IS NOT NULL) AND (closes_at > opens_at) AND (grace_hours IS NOT NULL)))),
  CONSTRAINT challenge_check2 CHECK (((state = 'COMPLETED'::text) = (completed_at IS NOT NULL))),
  CONSTRAINT challenge_check3 CHECK (((state = 'CANCELLED'::text) = (cancelled_at IS NOT NULL))),
  CONSTRAINT challenge_check4 CHECK (((state = 'CANCELLED'::text) = (cancel_reason IS NOT NULL))),
  CONSTRAINT challenge_grace_hours_check CHECK ((grace_hours >= 0)),
  CONSTRAINT challenge_occurrence_check CHECK ((occurrence >= 0)),
  CONSTRAINT challenge_pkey PRIMARY KEY (id),
  CONSTRAINT challenge_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT challenge_programme_id_id_key UNIQUE (programme_id, id),
  CONSTRAINT challenge_revision_check CHECK ((revision >= 1)),
  CONSTRAINT challenge_series_id_occurrence_key UNIQUE (series_id, occurrence),
  CONSTRAINT challenge_state_check CHECK ((state = ANY (ARRAY['DRAFT'::text, 'SCHEDULED'::text, 'RUNNING'::text, 'GRACE'::text, 'COMPLETED'::text, 'CANCELLED'::text])))
);

CREATE TABLE challenge_entrant (
  challenge_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  programme_id uuid NOT NULL,
  invited_at timestamp with time zone,
  entered_at timestamp with time zone,
  left_at timestamp with time zone,
  CONSTRAINT challenge_entrant_pkey PRIMARY KEY (challenge_id, ambassador_id),
  CONSTRAINT challenge_entrant_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT challenge_entrant_programme_id_challenge_id_fkey FOREIGN KEY (programme_id, challenge_id) REFERENCES challenge(programme_id, id)
);

CREATE TABLE challenge_fact (
  challenge_id uuid NOT NULL,
  activity_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  sequence bigint NOT NULL,
  verdict text NOT NULL,
  value bigint NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  week timestamp with time zone NOT NULL,
  story_id uuid,
  CONSTRAINT challenge_fact_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id),
  CONSTRAINT challenge_fact_ambassador_id_fkey FOREIGN KEY (ambassador_id) REFERENCES ambassador(id),
  CONSTRAINT challenge_fact_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES challenge(id),
  CONSTRAINT challenge_fact_pkey PRIMARY KEY (challenge_id, activity_id),
  CONSTRAINT challenge_fact_value_check CHECK ((value >= 0))
);

CREATE TABLE challenge_pending (
  id bigint NOT NULL,
  programme_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  CONSTRAINT challenge_pending_pkey PRIMARY KEY (id)
);

CREATE TABLE challenge_place (
  challenge_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  place integer NOT NULL,
  value bigint NOT NULL,
  people integer NOT NULL,
  reached_at timestamp with time zone,
  marks json NOT NULL,
  is_reached boolean NOT NULL,
  CONSTRAINT challenge_place_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES challenge(id),
  CONSTRAINT challenge_place_challenge_id_place_key UNIQUE (challenge_id, place),
  CONSTRAINT challenge_place_pkey PRIMARY KEY (challenge_id, subject_id),
  CONSTRAINT challenge_place_place_check CHECK ((place >= 1))
);

CREATE TABLE challenge_standing (
  challenge_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  value bigint NOT NULL,
  people integer NOT NULL,
  reached_at timestamp with time zone,
  marks json NOT NULL,
  is_reached boolean NOT NULL,
  CONSTRAINT challenge_standing_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES challenge(id),
  CONSTRAINT challenge_standing_pkey PRIMARY KEY (challenge_id, subject_id)
);

CREATE TABLE consent (
  id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  kind text NOT NULL,
  version text NOT NULL,
  given_at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  CONSTRAINT consent_ambassador_id_fkey FOREIGN KEY (ambassador_id) REFERENCES ambassador(id),
  CONSTRAINT consent_check CHECK ((withdrawn_at >= given_at)),
  CONSTRAINT consent_kind_check CHECK ((kind = ANY (ARRAY['PARTICIPATION'::text, 'NAME_ON_BOARDS'::text, 'NAME_ON_PUBLIC_DISPLAYS'::text, 'POSTING_SIGNALS'::text]))),
  CONSTRAINT consent_pkey PRIMARY KEY (id)
);

CREATE TABLE content_state (
  activity_id uuid NOT NULL,
  state json NOT NULL,
  CONSTRAINT content_state_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id),
  CONSTRAINT content_state_pkey PRIMARY KEY (activity_id)
) WITH (fillfactor=80);

CREATE TABLE department (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT department_key_check CHECK ((key ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
  CONSTRAINT department_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  CONSTRAINT department_pkey PRIMARY KEY (id),
  CONSTRAINT department_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT department_programme_id_id_key UNIQUE (programme_id, id),
  CONSTRAINT department_programme_id_key_key UNIQUE (programme_id, key)
);

CREATE TABLE engagement_reading (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  sequence bigint NOT NULL,
  activity_id uuid NOT NULL,
  read_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  likes integer NOT NULL,
  comments integer NOT NULL,
  reposts integer NOT NULL,
  clicks integer NOT NULL,
  colleague_likes json,
  CONSTRAINT engagement_reading_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id),
  CONSTRAINT engagement_reading_activity_id_read_at_key UNIQUE (activity_id, read_at),
  CONSTRAINT engagement_reading_clicks_check CHECK ((clicks >= 0)),
  CONSTRAINT engagement_reading_comments_check CHECK ((comments >= 0)),
  CONSTRAINT engagement_reading_likes_check CHECK ((likes >= 0)),
  CONSTRAINT engagement_reading_pkey PRIMARY KEY (id),
  CONSTRAINT engagement_reading_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT engagement_reading_programme_id_sequence_key UNIQUE (programme_id, sequence),
  CONSTRAINT engagement_reading_reposts_check CHECK ((reposts >= 0))
);

CREATE TABLE entry_withdrawal (
  programme_id uuid NOT NULL,
  sequence bigint NOT NULL,
  entry_number bigint NOT NULL,
  reason text NOT NULL,
  withdrawn_by text NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  CONSTRAINT entry_withdrawal_pkey PRIMARY KEY (programme_id, entry_number),
  CONSTRAINT entry_withdrawal_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT entry_withdrawal_programme_id_sequence_key UNIQUE (programme_id, sequence),
  CONSTRAINT entry_withdrawal_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 500)))
);

CREATE TABLE feed_item (
  number bigint NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  ambassador_id uuid NOT NULL,
  happening_id uuid NOT NULL,
  kind text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  actor_id uuid,
  details json NOT NULL,
  happened_at timestamp with time zone NOT NULL,
  arrived_at timestamp with time zone NOT NULL,
  read_at timestamp with time zone,
  wants_mail boolean NOT NULL,
  mail_id uuid,
  programme_id uuid NOT NULL,
  CONSTRAINT feed_item_ambassador_id_happening_id_key UNIQUE (ambassador_id, happening_id),
  CONSTRAINT feed_item_id_key UNIQUE (id),
  CONSTRAINT feed_item_pkey PRIMARY KEY (number),
  CONSTRAINT feed_item_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id)
);

CREATE TABLE feed_ledger_position (
  programme_id uuid NOT NULL,
  number bigint NOT NULL,
  CONSTRAINT feed_ledger_position_number_check CHECK ((number >= 0)),
  CONSTRAINT feed_ledger_position_pkey PRIMARY KEY (programme_id),
  CONSTRAINT feed_ledger_position_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
);

CREATE TABLE final_place (
  board_id uuid NOT NULL,
  place integer NOT NULL,
  member_id uuid NOT NULL,
  score bigint NOT NULL,
  reached_at timestamp with time zone NOT NULL,
  CONSTRAINT final_place_board_id_fkey FOREIGN KEY (board_id) REFERENCES final_standing(board_id),
  CONSTRAINT final_place_board_id_member_id_key UNIQUE (board_id, member_id),
  CONSTRAINT final_place_pkey PRIMARY KEY (board_id, place),
  CONSTRAINT final_place_place_check CHECK ((place >= 1)),
  CONSTRAINT final_place_score_check CHECK (((score >= '-9007199254740991'::bigint) AND (score <= '9007199254740991'::bigint)))
);

CREATE TABLE final_standing (
  board_id uuid NOT NULL,
  programme_id uuid NOT NULL,
  taken_at timestamp with time zone NOT NULL,
  ledger_number bigint NOT NULL,
  ledger_hash bytea NOT NULL,
  place_count integer NOT NULL,
  group_size integer,
  places_hash bytea NOT NULL,
  public_key bytea,
  signature bytea,
  CONSTRAINT final_standing_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  CONSTRAINT final_standing_check CHECK (((public_key IS NULL) = (signature IS NULL))),
  CONSTRAINT final_standing_group_size_check CHECK ((group_size >= 0)),
  CONSTRAINT final_standing_ledger_number_check CHECK ((ledger_number >= 0)),
  CONSTRAINT final_standing_pkey PRIMARY KEY (board_id),
  CONSTRAINT final_standing_place_count_check CHECK ((place_count >= 0)),
  CONSTRAINT final_standing_places_hash_check CHECK ((octet_length(places_hash) = 32)),
  CONSTRAINT final_standing_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
);

CREATE TABLE happening (
  number bigint NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  programme_id uuid NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  audience uuid[],
  actor_id uuid,
  details json NOT NULL,
  happened_at timestamp with time zone NOT NULL,
  fed_at timestamp with time zone,
  dispatched_at timestamp with time zone,
  CONSTRAINT happening_key_check CHECK (((char_length(key) >= 1) AND (char_length(key) <= 200))),
  CONSTRAINT happening_pkey PRIMARY KEY (number),
  CONSTRAINT happening_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT happening_programme_id_kind_key_key UNIQUE (programme_id, kind, key)
);

CREATE TABLE idempotency_record (
  actor text NOT NULL,
  operation text NOT NULL,
  key text NOT NULL,
  payload_hash bytea NOT NULL,
  answer jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT idempotency_record_key_check CHECK (((char_length(key) >= 1) AND (char_length(key) <= 200))),
  CONSTRAINT idempotency_record_pkey PRIMARY KEY (actor, operation, key)
);

CREATE TABLE import_line_error (
  import_id uuid NOT NULL,
  line bigint NOT NULL,
  ordinal smallint NOT NULL,
  column_name text,
  code text NOT NULL,
  reason text NOT NULL,
  CONSTRAINT import_line_error_import_id_fkey FOREIGN KEY (import_id) REFERENCES import_run(id),
  CONSTRAINT import_line_error_pkey PRIMARY KEY (import_id, line, ordinal)
);

CREATE TABLE import_run (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  status text NOT NULL,
  format text NOT NULL,
  file_name text,
  settings json NOT NULL,
  started_by text NOT NULL,
  bytes_expected bigint,
  bytes_read bigint NOT NULL DEFAULT 0,
  lines_read bigint NOT NULL DEFAULT 0,
  recorded bigint NOT NULL DEFAULT 0,
  duplicates bigint NOT NULL DEFAULT 0,
  failed bigint NOT NULL DEFAULT 0,
  failure text,
  checkpoint_hash bytea,
  started_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  finished_at timestamp with time zone,
  CONSTRAINT import_run_check CHECK ((lines_read = ((recorded + duplicates) + failed))),
  CONSTRAINT import_run_format_check CHECK ((format = ANY (ARRAY['CSV'::text, 'NDJSON'::text]))),
  CONSTRAINT import_run_pkey PRIMARY KEY (id),
  CONSTRAINT import_run_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT import_run_status_check CHECK ((status = ANY (ARRAY['RUNNING'::text, 'COMPLETED'::text, 'INTERRUPTED'::text, 'FAILED'::text, 'CANCELLED'::text])))
);

CREATE TABLE intent_signal (
  id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  kind text NOT NULL,
  external_id text NOT NULL,
  outcome text NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  programme_id uuid NOT NULL,
  CONSTRAINT intent_signal_ambassador_id_kind_external_id_key UNIQUE (ambassador_id, kind, external_id),
  CONSTRAINT intent_signal_external_id_check CHECK (((char_length(external_id) >= 1) AND (char_length(external_id) <= 200))),
  CONSTRAINT intent_signal_kind_check CHECK ((kind = ANY (ARRAY['DRAFT'::text, 'APPROVAL'::text, 'SHARE_OPENED'::text, 'COMMENT'::text]))),
  CONSTRAINT intent_signal_outcome_check CHECK ((outcome = ANY (ARRAY['OPEN'::text, 'FOLLOWED_THROUGH'::text, 'ABANDONED'::text]))),
  CONSTRAINT intent_signal_pkey PRIMARY KEY (id),
  CONSTRAINT intent_signal_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id)
);

CREATE TABLE job (
  name text NOT NULL,
  schedule text,
  next_run_at timestamp with time zone,
  last_started_at timestamp with time zone,
  last_finished_at timestamp with time zone,
  last_duration_ms bigint,
  last_outcome text,
  last_error text,
  runs bigint NOT NULL DEFAULT 0,
  failures bigint NOT NULL DEFAULT 0,
  CONSTRAINT job_check CHECK (((schedule IS NULL) = (next_run_at IS NULL))),
  CONSTRAINT job_check1 CHECK (((last_outcome IS NULL) = (last_finished_at IS NULL))),
  CONSTRAINT job_last_outcome_check CHECK ((last_outcome = ANY (ARRAY['SUCCEEDED'::text, 'FAILED'::text]))),
  CONSTRAINT job_pkey PRIMARY KEY (name)
);

CREATE TABLE kudos (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  giver_id uuid NOT NULL,
  receiver_id uuid NOT NULL,
  text text NOT NULL,
  day date NOT NULL,
  sent_at timestamp with time zone NOT NULL,
  taken_down_at timestamp with time zone,
  taken_down_by text,
  taken_down_reason text,
  CONSTRAINT kudos_check CHECK ((giver_id <> receiver_id)),
  CONSTRAINT kudos_check1 CHECK (((taken_down_at IS NULL) = (taken_down_by IS NULL))),
  CONSTRAINT kudos_check2 CHECK (((taken_down_at IS NULL) = (taken_down_reason IS NULL))),
  CONSTRAINT kudos_once_a_day_and_pair UNIQUE (giver_id, receiver_id, day),
  CONSTRAINT kudos_pkey PRIMARY KEY (id),
  CONSTRAINT kudos_programme_id_giver_id_fkey FOREIGN KEY (programme_id, giver_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT kudos_programme_id_receiver_id_fkey FOREIGN KEY (programme_id, receiver_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT kudos_taken_down_reason_check CHECK (((char_length(taken_down_reason) >= 1) AND (char_length(taken_down_reason) <= 500))),
  CONSTRAINT kudos_text_check CHECK (((char_length(text) >= 1) AND (char_length(text) <= 280)))
);

CREATE TABLE kudos_refusal (
  ambassador_id uuid NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT kudos_refusal_ambassador_id_fkey FOREIGN KEY (ambassador_id) REFERENCES ambassador(id),
  CONSTRAINT kudos_refusal_pkey PRIMARY KEY (ambassador_id)
);

CREATE TABLE kudos_report (
  kudos_id uuid NOT NULL,
  reporter_id uuid NOT NULL,
  reason text NOT NULL,
  reported_at timestamp with time zone NOT NULL,
  dismissed_at timestamp with time zone,
  CONSTRAINT kudos_report_kudos_id_fkey FOREIGN KEY (kudos_id) REFERENCES kudos(id) ON DELETE CASCADE,
  CONSTRAINT kudos_report_pkey PRIMARY KEY (kudos_id, reporter_id),
  CONSTRAINT kudos_report_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 500))),
  CONSTRAINT kudos_report_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES ambassador(id)
);

CREATE TABLE ledger_entry (
  programme_id uuid NOT NULL,
  number bigint NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  fact_sequence bigint NOT NULL,
  ambassador_id uuid NOT NULL,
  activity_id uuid,
  reading_id uuid,
  rescoring_id uuid,
  rule_set_version integer,
  rule_key text,
  requested bigint NOT NULL,
  granted bigint NOT NULL,
  counts_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  reasons json NOT NULL,
  reverses_number bigint,
  reason text,
  idempotency_key text NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT ledger_entry_check CHECK (((kind = 'REVERSAL'::text) = (reverses_number IS NOT NULL))),
  CONSTRAINT ledger_entry_check1 CHECK (((kind <> 'REVERSAL'::text) OR (reason IS NOT NULL))),
  CONSTRAINT ledger_entry_check2 CHECK (((kind <> 'GRANT'::text) OR ((activity_id IS NOT NULL) AND (rule_key IS NOT NULL) AND (rule_set_version IS NOT NULL)))),
  CONSTRAINT ledger_entry_check3 CHECK (((kind <> 'GRANT'::text) OR ((granted >= 0) AND (granted <= requested)))),
  CONSTRAINT ledger_entry_check4 CHECK (((kind <> 'ADJUSTMENT'::text) OR (rescoring_id IS NOT NULL))),
  CONSTRAINT ledger_entry_exchange CHECK (((kind <> 'EXCHANGE'::text) OR ((granted <> 0) AND (requested = granted) AND (activity_id IS NULL) AND (reading_id IS NULL) AND (rescoring_id IS NULL) AND (rule_set_version IS NULL) AND (rule_key IS NULL) AND (reason IS NULL)))),
  CONSTRAINT ledger_entry_fact_sequence_check CHECK ((fact_sequence >= 1)),
  CONSTRAINT ledger_entry_granted_check CHECK (((granted >= '-9007199254740991'::bigint) AND (granted <= '9007199254740991'::bigint))),
  CONSTRAINT ledger_entry_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT ledger_entry_key_of_fact CHECK (starts_with(idempotency_key, (fact_sequence || ':'::text))),
  CONSTRAINT ledger_entry_kind_check CHECK ((kind = ANY (ARRAY['GRANT'::text, 'REVERSAL'::text, 'ADJUSTMENT'::text, 'EXCHANGE'::text]))),
  CONSTRAINT ledger_entry_number_check CHECK ((number >= 1)),
  CONSTRAINT ledger_entry_pkey PRIMARY KEY (programme_id, number, recorded_at)
) PARTITION BY RANGE (recorded_at);

CREATE TABLE ledger_reversal (
  programme_id uuid NOT NULL,
  number bigint NOT NULL,
  reversal_number bigint NOT NULL,
  CONSTRAINT ledger_reversal_pkey PRIMARY KEY (programme_id, number)
);

CREATE TABLE mail (
  id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  list text NOT NULL,
  day date NOT NULL,
  covers_from timestamp with time zone,
  covers_until timestamp with time zone,
  state text NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL,
  sent_at timestamp with time zone,
  programme_id uuid NOT NULL,
  CONSTRAINT mail_check CHECK (((list = 'DIGEST'::text) = ((covers_from IS NOT NULL) AND (covers_until > covers_from)))),
  CONSTRAINT mail_check1 CHECK (((state = 'SENT'::text) = (sent_at IS NOT NULL))),
  CONSTRAINT mail_list_check CHECK ((list = ANY (ARRAY['NOTIFICATIONS'::text, 'DIGEST'::text]))),
  CONSTRAINT mail_pkey PRIMARY KEY (id),
  CONSTRAINT mail_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT mail_state_check CHECK ((state = ANY (ARRAY['WAITING'::text, 'SENT'::text, 'DROPPED'::text, 'FAILED'::text])))
);

CREATE TABLE mailbox_message (
  mail_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  sent_at timestamp with time zone NOT NULL,
  subject text NOT NULL,
  text text NOT NULL,
  html text NOT NULL,
  programme_id uuid NOT NULL,
  CONSTRAINT mailbox_message_pkey PRIMARY KEY (mail_id),
  CONSTRAINT mailbox_message_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id)
);

CREATE TABLE member_state (
  ambassador_id uuid NOT NULL,
  state json NOT NULL,
  balance bigint NOT NULL DEFAULT 0,
  CONSTRAINT member_state_ambassador_id_fkey FOREIGN KEY (ambassador_id) REFERENCES ambassador(id),
  CONSTRAINT member_state_balance_check CHECK (((balance >= '-9007199254740991'::bigint) AND (balance <= '9007199254740991'::bigint))),
  CONSTRAINT member_state_pkey PRIMARY KEY (ambassador_id)
) WITH (fillfactor=70);

CREATE TABLE notification_settings (
  ambassador_id uuid NOT NULL,
  feed_topics text[] NOT NULL,
  mail_topics text[] NOT NULL,
  wants_digest boolean NOT NULL,
  time_zone text,
  quiet_from smallint NOT NULL,
  quiet_until smallint NOT NULL,
  rests_on_weekends boolean NOT NULL,
  unsubscribe_token uuid NOT NULL DEFAULT gen_random_uuid(),
  programme_id uuid NOT NULL,
  CONSTRAINT notification_settings_pkey PRIMARY KEY (ambassador_id),
  CONSTRAINT notification_settings_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT notification_settings_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 1439))),
  CONSTRAINT notification_settings_quiet_until_check CHECK (((quiet_until >= 0) AND (quiet_until <= 1439))),
  CONSTRAINT notification_settings_unsubscribe_token_key UNIQUE (unsubscribe_token)
);

CREATE TABLE outbox (
  id bigint NOT NULL,
  written_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  events json NOT NULL,
  CONSTRAINT outbox_pkey PRIMARY KEY (id)
) WITH (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=5000);

CREATE TABLE participation_event (
  id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  kind text NOT NULL,
  detail text,
  happened_at timestamp with time zone NOT NULL,
  CONSTRAINT participation_event_ambassador_id_fkey FOREIGN KEY (ambassador_id) REFERENCES ambassador(id),
  CONSTRAINT participation_event_kind_check CHECK ((kind = ANY (ARRAY['JOINED'::text, 'PAUSED'::text, 'RESUMED'::text, 'LEFT'::text, 'VISIBILITY_CHANGED'::text, 'DEPARTMENT_CHANGED'::text, 'TEAM_CHANGED'::text, 'ERASED'::text]))),
  CONSTRAINT participation_event_pkey PRIMARY KEY (id)
);

CREATE TABLE person (
  id uuid NOT NULL,
  issuer text NOT NULL,
  subject text NOT NULL,
  name text,
  language text,
  first_seen_at timestamp with time zone NOT NULL,
  email text,
  CONSTRAINT person_email_check CHECK (((char_length(email) >= 3) AND (char_length(email) <= 320))),
  CONSTRAINT person_issuer_subject_key UNIQUE (issuer, subject),
  CONSTRAINT person_language_check CHECK ((language = ANY (ARRAY['GERMAN'::text, 'ENGLISH'::text]))),
  CONSTRAINT person_pkey PRIMARY KEY (id)
);

CREATE TABLE points_exchange (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  sequence bigint NOT NULL,
  giver_id uuid NOT NULL,
  receiver_id uuid NOT NULL,
  request_id uuid,
  points integer NOT NULL,
  returns_id uuid,
  made_at timestamp with time zone NOT NULL,
  CONSTRAINT points_exchange_check CHECK (((giver_id <> receiver_id) OR (request_id IS NOT NULL))),
  CONSTRAINT points_exchange_check1 CHECK (((returns_id IS NULL) OR (request_id IS NOT NULL))),
  CONSTRAINT points_exchange_pkey PRIMARY KEY (id),
  CONSTRAINT points_exchange_points_check CHECK (((points >= 1) AND (points <= 1000000000))),
  CONSTRAINT points_exchange_programme_id_giver_id_fkey FOREIGN KEY (programme_id, giver_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT points_exchange_programme_id_id_key UNIQUE (programme_id, id),
  CONSTRAINT points_exchange_programme_id_receiver_id_fkey FOREIGN KEY (programme_id, receiver_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT points_exchange_programme_id_request_id_fkey FOREIGN KEY (programme_id, request_id) REFERENCES recognition_request(programme_id, id),
  CONSTRAINT points_exchange_programme_id_sequence_key UNIQUE (programme_id, sequence),
  CONSTRAINT points_exchange_returns_id_fkey FOREIGN KEY (returns_id) REFERENCES points_exchange(id),
  CONSTRAINT points_exchange_returns_id_key UNIQUE (returns_id)
);

CREATE TABLE points_exchange_note (
  exchange_id uuid NOT NULL,
  note text NOT NULL,
  CONSTRAINT points_exchange_note_exchange_id_fkey FOREIGN KEY (exchange_id) REFERENCES points_exchange(id),
  CONSTRAINT points_exchange_note_note_check CHECK (((char_length(note) >= 1) AND (char_length(note) <= 280))),
  CONSTRAINT points_exchange_note_pkey PRIMARY KEY (exchange_id)
);

CREATE TABLE programme (
  id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  status text NOT NULL DEFAULT 'ACTIVE'::text,
  time_zone text NOT NULL,
  language text NOT NULL,
  hashtags text[] NOT NULL DEFAULT '{}'::text[],
  join_policy text NOT NULL DEFAULT 'INVITATION'::text,
  invitation_code_hash bytea,
  minimum_group_size integer NOT NULL DEFAULT 5,
  default_visibility text NOT NULL DEFAULT 'PSEUDONYM'::text,
  consent_version text NOT NULL DEFAULT '1'::text,
  consent_text_german text NOT NULL DEFAULT ''::text,
  consent_text_english text NOT NULL DEFAULT ''::text,
  monetary boolean NOT NULL DEFAULT false,
  grace_hours integer NOT NULL DEFAULT 72,
  pseudonym_secret bytea NOT NULL,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  boards text[] NOT NULL DEFAULT '{PROGRAMME/SEASON/POINTS,PROGRAMME/ALL_TIME/POINTS,DEPARTMENT/SEASON/POINTS,DEPARTMENT/SEASON/POINTS_PER_ACTIVE_MEMBER}'::text[],
  CONSTRAINT programme_boards_check CHECK ((array_to_string(boards, ','::text, ''::text) ~ '^([A-Z]+/[A-Z_]+/[A-Z_]+(,|$))*$'::text)),
  CONSTRAINT programme_default_visibility_check CHECK ((default_visibility = ANY (ARRAY['NAMED'::text, 'PSEUDONYM'::text, 'HIDDEN'::text]))),
  CONSTRAINT programme_grace_hours_check CHECK (((grace_hours >= 0) AND (grace_hours <= 8760))),
  CONSTRAINT programme_join_policy_check CHECK ((join_policy = ANY (ARRAY['OPEN'::text, 'INVITATION'::text]))),
  CONSTRAINT programme_key_check CHECK ((key ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
  CONSTRAINT programme_key_key UNIQUE (key),
  CONSTRAINT programme_language_check CHECK ((language = ANY (ARRAY['GERMAN'::text, 'ENGLISH'::text]))),
  CONSTRAINT programme_minimum_group_size_check CHECK (((minimum_group_size >= 1) AND (minimum_group_size <= 1000))),
  CONSTRAINT programme_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  CONSTRAINT programme_pkey PRIMARY KEY (id),
  CONSTRAINT programme_pseudonym_secret_check CHECK ((octet_length(pseudonym_secret) >= 32)),
  CONSTRAINT programme_status_check CHECK ((status = ANY (ARRAY['PILOT'::text, 'ACTIVE'::text, 'ARCHIVED'::text])))
);

CREATE TABLE programme_calendar (
  id bigint NOT NULL,
  programme_id uuid NOT NULL,
  after_sequence bigint NOT NULL,
  time_zone text NOT NULL,
  status text NOT NULL,
  grace_hours integer NOT NULL,
  seasons json NOT NULL,
  noted_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT programme_calendar_after_sequence_check CHECK ((after_sequence >= 0)),
  CONSTRAINT programme_calendar_pkey PRIMARY KEY (id),
  CONSTRAINT programme_calendar_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
);

CREATE TABLE programme_head (
  programme_id uuid NOT NULL,
  fact_sequence bigint NOT NULL DEFAULT 0,
  booked_sequence bigint NOT NULL DEFAULT 0,
  ledger_number bigint NOT NULL DEFAULT 0,
  ledger_hash bytea NOT NULL DEFAULT '\x'::bytea,
  settings_version bigint NOT NULL DEFAULT 0,
  CONSTRAINT programme_head_pkey PRIMARY KEY (programme_id),
  CONSTRAINT programme_head_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
);

CREATE TABLE recognition (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  season_id uuid,
  name json NOT NULL,
  description json NOT NULL,
  eligibility json NOT NULL,
  picture json NOT NULL,
  capacity integer,
  places_taken integer NOT NULL DEFAULT 0,
  points_goal integer,
  is_monetary boolean NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by text NOT NULL,
  archived_at timestamp with time zone,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT recognition_capacity CHECK ((places_taken <= capacity)),
  CONSTRAINT recognition_capacity_check CHECK (((capacity >= 1) AND (capacity <= 1000000))),
  CONSTRAINT recognition_pkey PRIMARY KEY (id),
  CONSTRAINT recognition_places_taken_check CHECK ((places_taken >= 0)),
  CONSTRAINT recognition_points_goal_check CHECK (((points_goal >= 1) AND (points_goal <= 1000000000))),
  CONSTRAINT recognition_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT recognition_programme_id_id_key UNIQUE (programme_id, id),
  CONSTRAINT recognition_programme_id_season_id_fkey FOREIGN KEY (programme_id, season_id) REFERENCES season(programme_id, id)
);

CREATE TABLE recognition_draw (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  recognition_id uuid NOT NULL,
  season_id uuid NOT NULL,
  board_id uuid NOT NULL,
  seed bytea NOT NULL,
  minimum_points integer NOT NULL,
  places integer NOT NULL,
  candidates uuid[] NOT NULL,
  winners uuid[] NOT NULL,
  left_out json NOT NULL,
  drawn_by text NOT NULL,
  drawn_at timestamp with time zone NOT NULL,
  CONSTRAINT recognition_draw_board_id_fkey FOREIGN KEY (board_id) REFERENCES final_standing(board_id),
  CONSTRAINT recognition_draw_check CHECK (((cardinality(winners) >= 1) AND (cardinality(winners) <= places))),
  CONSTRAINT recognition_draw_minimum_points_check CHECK ((minimum_points >= 1)),
  CONSTRAINT recognition_draw_pkey PRIMARY KEY (id),
  CONSTRAINT recognition_draw_places_check CHECK ((places >= 1)),
  CONSTRAINT recognition_draw_programme_id_id_key UNIQUE (programme_id, id),
  CONSTRAINT recognition_draw_programme_id_recognition_id_fkey FOREIGN KEY (programme_id, recognition_id) REFERENCES recognition(programme_id, id),
  CONSTRAINT recognition_draw_programme_id_season_id_fkey FOREIGN KEY (programme_id, season_id) REFERENCES season(programme_id, id),
  CONSTRAINT recognition_draw_seed_check CHECK ((octet_length(seed) = 32))
);

CREATE TABLE recognition_request (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  recognition_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  origin text NOT NULL,
  state text NOT NULL,
  note text,
  draw_id uuid,
  season_id uuid,
  created_at timestamp with time zone NOT NULL,
  created_by text NOT NULL,
  decided_at timestamp with time zone,
  decided_by text,
  reason text,
  is_shared boolean NOT NULL DEFAULT false,
  CONSTRAINT recognition_request_check CHECK (((origin = 'DRAWN'::text) = (draw_id IS NOT NULL))),
  CONSTRAINT recognition_request_check1 CHECK (((origin <> 'DRAWN'::text) OR (season_id IS NOT NULL))),
  CONSTRAINT recognition_request_check2 CHECK (((state = 'REQUESTED'::text) = (decided_at IS NULL))),
  CONSTRAINT recognition_request_check3 CHECK (((decided_at IS NULL) = (decided_by IS NULL))),
  CONSTRAINT recognition_request_note_check CHECK (((char_length(note) >= 1) AND (char_length(note) <= 1000))),
  CONSTRAINT recognition_request_origin_check CHECK ((origin = ANY (ARRAY['REQUESTED'::text, 'GIVEN'::text, 'DRAWN'::text]))),
  CONSTRAINT recognition_request_pkey PRIMARY KEY (id),
  CONSTRAINT recognition_request_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT recognition_request_programme_id_draw_id_fkey FOREIGN KEY (programme_id, draw_id) REFERENCES recognition_draw(programme_id, id),
  CONSTRAINT recognition_request_programme_id_id_key UNIQUE (programme_id, id),
  CONSTRAINT recognition_request_programme_id_recognition_id_fkey FOREIGN KEY (programme_id, recognition_id) REFERENCES recognition(programme_id, id),
  CONSTRAINT recognition_request_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 1000))),
  CONSTRAINT recognition_request_state_check CHECK ((state = ANY (ARRAY['REQUESTED'::text, 'GRANTED'::text, 'DECLINED'::text, 'WITHDRAWN'::text, 'FULFILLED'::text, 'REVOKED'::text])))
);

CREATE TABLE rescoring (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  status text NOT NULL,
  rule_set_id uuid NOT NULL,
  rule_set_version integer NOT NULL,
  reaches_from timestamp with time zone NOT NULL,
  reaches_until timestamp with time zone NOT NULL,
  members_expected integer NOT NULL,
  members_done integer NOT NULL DEFAULT 0,
  basis json,
  result json,
  reason text,
  previewed_by text NOT NULL,
  previewed_at timestamp with time zone NOT NULL,
  started_by text,
  started_at timestamp with time zone,
  booked_through uuid,
  stopped_for text[],
  updated_at timestamp with time zone NOT NULL,
  finished_at timestamp with time zone,
  CONSTRAINT rescoring_check CHECK ((reaches_until > reaches_from)),
  CONSTRAINT rescoring_check1 CHECK ((members_done <= members_expected)),
  CONSTRAINT rescoring_check2 CHECK (((status = ANY (ARRAY['PREVIEWED'::text, 'BOOKING'::text, 'COMPLETED'::text, 'STOPPED'::text])) = (result IS NOT NULL))),
  CONSTRAINT rescoring_check3 CHECK (((result IS NULL) = (basis IS NULL))),
  CONSTRAINT rescoring_check4 CHECK (((status = ANY (ARRAY['BOOKING'::text, 'COMPLETED'::text, 'STOPPED'::text])) = (started_at IS NOT NULL))),
  CONSTRAINT rescoring_check5 CHECK (((stopped_for IS NULL) OR (status = 'STOPPED'::text))),
  CONSTRAINT rescoring_check6 CHECK ((((started_at IS NULL) = (reason IS NULL)) AND ((started_at IS NULL) = (started_by IS NULL)))),
  CONSTRAINT rescoring_pkey PRIMARY KEY (id),
  CONSTRAINT rescoring_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT rescoring_programme_id_rule_set_version_fkey FOREIGN KEY (programme_id, rule_set_version) REFERENCES rule_set(programme_id, version),
  CONSTRAINT rescoring_reason_check CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 500))),
  CONSTRAINT rescoring_rule_set_id_fkey FOREIGN KEY (rule_set_id) REFERENCES rule_set(id),
  CONSTRAINT rescoring_status_check CHECK ((status = ANY (ARRAY['PREVIEWING'::text, 'PREVIEWED'::text, 'CANCELLED'::text, 'FAILED'::text, 'BOOKING'::text, 'COMPLETED'::text, 'STOPPED'::text]))),
  CONSTRAINT rescoring_stopped_for_check CHECK (((stopped_for <@ ARRAY['RULES'::text, 'CALENDAR'::text, 'FROZEN'::text]) AND (cardinality(stopped_for) > 0)))
);

CREATE TABLE rescoring_member (
  rescoring_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  points_before bigint NOT NULL,
  points_after bigint NOT NULL,
  entries integer NOT NULL,
  CONSTRAINT rescoring_member_ambassador_id_fkey FOREIGN KEY (ambassador_id) REFERENCES ambassador(id),
  CONSTRAINT rescoring_member_pkey PRIMARY KEY (rescoring_id, ambassador_id),
  CONSTRAINT rescoring_member_rescoring_id_fkey FOREIGN KEY (rescoring_id) REFERENCES rescoring(id) ON DELETE CASCADE
);

CREATE TABLE rescoring_step (
  programme_id uuid NOT NULL,
  sequence bigint NOT NULL,
  rescoring_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  rule_set_version integer NOT NULL,
  reaches_from timestamp with time zone NOT NULL,
  reaches_until timestamp with time zone NOT NULL,
  reason text NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  CONSTRAINT rescoring_step_pkey PRIMARY KEY (programme_id, sequence),
  CONSTRAINT rescoring_step_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT rescoring_step_programme_id_rule_set_version_fkey FOREIGN KEY (programme_id, rule_set_version) REFERENCES rule_set(programme_id, version),
  CONSTRAINT rescoring_step_rescoring_id_ambassador_id_key UNIQUE (rescoring_id, ambassador_id)
);

CREATE TABLE reward_policy (
  programme_id uuid NOT NULL,
  proposal json,
  proposed_by text,
  proposed_at timestamp with time zone,
  duties json,
  CONSTRAINT reward_policy_check CHECK (((proposal IS NULL) = (proposed_by IS NULL))),
  CONSTRAINT reward_policy_check1 CHECK (((proposal IS NULL) = (proposed_at IS NULL))),
  CONSTRAINT reward_policy_pkey PRIMARY KEY (programme_id),
  CONSTRAINT reward_policy_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
);

CREATE TABLE reward_policy_step (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  act text NOT NULL,
  actor text NOT NULL,
  proposed_by text,
  duties json,
  happened_at timestamp with time zone NOT NULL,
  CONSTRAINT reward_policy_second_admin CHECK (((act <> 'CONFIRMED'::text) OR (actor <> proposed_by))),
  CONSTRAINT reward_policy_step_act_check CHECK ((act = ANY (ARRAY['PROPOSED'::text, 'CONFIRMED'::text, 'REJECTED'::text, 'WITHDRAWN'::text, 'SWITCHED_OFF'::text]))),
  CONSTRAINT reward_policy_step_pkey PRIMARY KEY (id),
  CONSTRAINT reward_policy_step_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
);

CREATE TABLE role_grant (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  person_id uuid NOT NULL,
  role text NOT NULL,
  department_id uuid,
  granted_at timestamp with time zone NOT NULL,
  granted_by uuid,
  revoked_at timestamp with time zone,
  revoked_by uuid,
  CONSTRAINT role_grant_check CHECK (((role = 'COMMUNICATOR'::text) = (department_id IS NOT NULL))),
  CONSTRAINT role_grant_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES person(id),
  CONSTRAINT role_grant_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  CONSTRAINT role_grant_pkey PRIMARY KEY (id),
  CONSTRAINT role_grant_programme_id_department_id_fkey FOREIGN KEY (programme_id, department_id) REFERENCES department(programme_id, id),
  CONSTRAINT role_grant_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT role_grant_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES person(id),
  CONSTRAINT role_grant_role_check CHECK ((role = ANY (ARRAY['COMMUNICATOR'::text, 'ADMIN'::text, 'AUDITOR'::text])))
);

CREATE TABLE rule_set (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  version integer NOT NULL,
  name text NOT NULL,
  status text NOT NULL,
  effective_from timestamp with time zone,
  document json NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by text NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  based_on integer,
  CONSTRAINT rule_set_check CHECK (((status = 'SCHEDULED'::text) = (effective_from IS NOT NULL))),
  CONSTRAINT rule_set_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  CONSTRAINT rule_set_pkey PRIMARY KEY (id),
  CONSTRAINT rule_set_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT rule_set_programme_id_version_key UNIQUE (programme_id, version),
  CONSTRAINT rule_set_revision_check CHECK ((revision >= 1)),
  CONSTRAINT rule_set_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'SCHEDULED'::text, 'DISCARDED'::text]))),
  CONSTRAINT rule_set_version_check CHECK ((version >= 1))
);

CREATE TABLE rule_set_step (
  rule_set_id uuid NOT NULL,
  ordinal integer NOT NULL,
  step text NOT NULL,
  revision integer NOT NULL,
  actor text NOT NULL,
  happened_at timestamp with time zone NOT NULL,
  effective_from timestamp with time zone,
  name text,
  document json,
  CONSTRAINT rule_set_step_check CHECK (((step = ANY (ARRAY['DRAFTED'::text, 'EDITED'::text])) = ((document IS NOT NULL) AND (name IS NOT NULL)))),
  CONSTRAINT rule_set_step_check1 CHECK (((step = 'SCHEDULED'::text) = (effective_from IS NOT NULL))),
  CONSTRAINT rule_set_step_ordinal_check CHECK ((ordinal >= 1)),
  CONSTRAINT rule_set_step_pkey PRIMARY KEY (rule_set_id, ordinal),
  CONSTRAINT rule_set_step_rule_set_id_fkey FOREIGN KEY (rule_set_id) REFERENCES rule_set(id),
  CONSTRAINT rule_set_step_step_check CHECK ((step = ANY (ARRAY['DRAFTED'::text, 'EDITED'::text, 'DISCARDED'::text, 'SCHEDULED'::text, 'UNSCHEDULED'::text])))
);

CREATE TABLE rule_simulation (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  status text NOT NULL,
  rule_set_id uuid NOT NULL,
  rule_set_revision integer NOT NULL,
  against_id uuid,
  counts_from timestamp with time zone NOT NULL,
  counts_to timestamp with time zone NOT NULL,
  fact_sequence bigint NOT NULL,
  members_expected integer NOT NULL,
  members_done integer NOT NULL DEFAULT 0,
  facts_done bigint NOT NULL DEFAULT 0,
  result json,
  started_by text NOT NULL,
  started_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  finished_at timestamp with time zone,
  CONSTRAINT rule_simulation_against_id_fkey FOREIGN KEY (against_id) REFERENCES rule_set(id),
  CONSTRAINT rule_simulation_check CHECK ((counts_to > counts_from)),
  CONSTRAINT rule_simulation_check1 CHECK ((members_done <= members_expected)),
  CONSTRAINT rule_simulation_check2 CHECK (((status = 'COMPLETED'::text) = (result IS NOT NULL))),
  CONSTRAINT rule_simulation_check3 CHECK (((status = 'RUNNING'::text) = (finished_at IS NULL))),
  CONSTRAINT rule_simulation_pkey PRIMARY KEY (id),
  CONSTRAINT rule_simulation_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT rule_simulation_rule_set_id_fkey FOREIGN KEY (rule_set_id) REFERENCES rule_set(id),
  CONSTRAINT rule_simulation_status_check CHECK ((status = ANY (ARRAY['RUNNING'::text, 'COMPLETED'::text, 'CANCELLED'::text, 'INTERRUPTED'::text, 'FAILED'::text])))
);

CREATE TABLE rule_simulation_member (
  simulation_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  facts integer NOT NULL,
  points_before bigint NOT NULL,
  points_after bigint NOT NULL,
  CONSTRAINT rule_simulation_member_ambassador_id_fkey FOREIGN KEY (ambassador_id) REFERENCES ambassador(id),
  CONSTRAINT rule_simulation_member_pkey PRIMARY KEY (simulation_id, ambassador_id),
  CONSTRAINT rule_simulation_member_simulation_id_fkey FOREIGN KEY (simulation_id) REFERENCES rule_simulation(id) ON DELETE CASCADE
);

CREATE TABLE schema_migration (
  id integer NOT NULL DEFAULT nextval('schema_migration_id_seq'::regclass),
  "timestamp" bigint NOT NULL,
  name character varying NOT NULL,
  CONSTRAINT "PK_0edff5015b71cc0389ae0f4b9a1" PRIMARY KEY (id)
);

CREATE TABLE season (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  name text NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT season_check CHECK ((ends_on >= starts_on)),
  CONSTRAINT season_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  CONSTRAINT season_no_overlap EXCLUDE USING gist (programme_id WITH =, daterange(starts_on, ends_on, '[]'::text) WITH &&),
  CONSTRAINT season_pkey PRIMARY KEY (id),
  CONSTRAINT season_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT season_programme_id_id_key UNIQUE (programme_id, id)
);

CREATE TABLE season_ceremony (
  season_id uuid NOT NULL,
  programme_id uuid NOT NULL,
  taken_at timestamp with time zone NOT NULL,
  CONSTRAINT season_ceremony_pkey PRIMARY KEY (season_id),
  CONSTRAINT season_ceremony_programme_id_season_id_fkey FOREIGN KEY (programme_id, season_id) REFERENCES season(programme_id, id)
);

CREATE TABLE season_podium_place (
  season_id uuid NOT NULL,
  measure text NOT NULL,
  place integer NOT NULL,
  rank integer NOT NULL,
  subject_id uuid NOT NULL,
  value bigint NOT NULL,
  CONSTRAINT season_podium_place_check CHECK ((((rank >= 1) AND (rank <= 3)) AND (rank <= place))),
  CONSTRAINT season_podium_place_measure_check CHECK ((measure = ANY (ARRAY['POINTS'::text, 'MOST_HELPFUL'::text, 'BEST_COMEBACK'::text, 'BEST_TANDEM'::text, 'BEST_NEWCOMER'::text, 'BEST_DEPARTMENT'::text]))),
  CONSTRAINT season_podium_place_pkey PRIMARY KEY (season_id, measure, place),
  CONSTRAINT season_podium_place_place_check CHECK ((place >= 1)),
  CONSTRAINT season_podium_place_season_id_fkey FOREIGN KEY (season_id) REFERENCES season_ceremony(season_id),
  CONSTRAINT season_podium_place_season_id_measure_subject_id_key UNIQUE (season_id, measure, subject_id),
  CONSTRAINT season_podium_place_value_check CHECK (((value >= 1) AND (value <= '9007199254740991'::bigint)))
);

CREATE TABLE season_theme (
  season_id uuid NOT NULL,
  programme_id uuid NOT NULL,
  revision integer NOT NULL,
  name json NOT NULL,
  call_text json NOT NULL,
  picture json NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  changed_by text NOT NULL,
  CONSTRAINT season_theme_pkey PRIMARY KEY (season_id),
  CONSTRAINT season_theme_programme_id_season_id_fkey FOREIGN KEY (programme_id, season_id) REFERENCES season(programme_id, id),
  CONSTRAINT season_theme_revision_check CHECK ((revision >= 1))
);

CREATE TABLE segment_assessment (
  ambassador_id uuid NOT NULL,
  segment text NOT NULL,
  decided_by text NOT NULL,
  probabilities json NOT NULL,
  expected_posts_per_week real NOT NULL,
  reasons json NOT NULL,
  would_change json NOT NULL,
  signals json NOT NULL,
  assessed_at timestamp with time zone NOT NULL,
  programme_id uuid NOT NULL,
  CONSTRAINT segment_assessment_decided_by_check CHECK ((decided_by = ANY (ARRAY['DECLARATION'::text, 'EVIDENCE'::text, 'ABSTENTION'::text]))),
  CONSTRAINT segment_assessment_pkey PRIMARY KEY (ambassador_id),
  CONSTRAINT segment_assessment_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT segment_assessment_segment_check CHECK ((segment = ANY (ARRAY['FREQUENT'::text, 'STEADY'::text, 'OCCASIONAL'::text, 'HESITANT'::text, 'LAPSED'::text, 'SILENT'::text, 'NEW'::text, 'SEPARATOR'::text])))
);

CREATE TABLE segment_declaration (
  ambassador_id uuid NOT NULL,
  segment text NOT NULL,
  note text,
  declared_at timestamp with time zone NOT NULL,
  programme_id uuid NOT NULL,
  CONSTRAINT segment_declaration_note_check CHECK (((char_length(note) >= 1) AND (char_length(note) <= 500))),
  CONSTRAINT segment_declaration_pkey PRIMARY KEY (ambassador_id),
  CONSTRAINT segment_declaration_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT segment_declaration_segment_check CHECK ((segment = ANY (ARRAY['FREQUENT'::text, 'STEADY'::text, 'OCCASIONAL'::text, 'HESITANT'::text, 'SILENT'::text, 'SEPARATOR'::text])))
);

CREATE TABLE segment_model (
  programme_id uuid NOT NULL,
  models json NOT NULL,
  learnt_at timestamp with time zone NOT NULL,
  CONSTRAINT segment_model_pkey PRIMARY KEY (programme_id),
  CONSTRAINT segment_model_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
);

CREATE TABLE social_profile (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  channel text NOT NULL,
  handle text NOT NULL,
  url text,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT social_profile_handle_check CHECK (((char_length(handle) >= 1) AND (char_length(handle) <= 200))),
  CONSTRAINT social_profile_pkey PRIMARY KEY (id),
  CONSTRAINT social_profile_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT social_profile_url_check CHECK ((char_length(url) <= 2000))
);

CREATE TABLE standing (
  board_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  score bigint NOT NULL,
  reached_at timestamp with time zone NOT NULL,
  is_shown boolean NOT NULL,
  CONSTRAINT standing_ambassador_id_fkey FOREIGN KEY (ambassador_id) REFERENCES ambassador(id),
  CONSTRAINT standing_board_id_fkey FOREIGN KEY (board_id) REFERENCES board(id),
  CONSTRAINT standing_pkey PRIMARY KEY (ambassador_id, board_id),
  CONSTRAINT standing_score_check CHECK (((score >= '-9007199254740991'::bigint) AND (score <= '9007199254740991'::bigint)))
) WITH (fillfactor=80);

CREATE TABLE tandem (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  run_id uuid NOT NULL,
  state text NOT NULL,
  suspended_from text,
  suspended_at timestamp with time zone,
  end_reason text,
  affinity integer NOT NULL,
  factors json NOT NULL,
  third_affinity integer,
  third_factors json,
  replaced_ids uuid[] NOT NULL DEFAULT '{}'::uuid[],
  proposed_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  counts_from timestamp with time zone NOT NULL,
  accepted_at timestamp with time zone,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT tandem_affinity_check CHECK (((affinity >= 0) AND (affinity <= 10000))),
  CONSTRAINT tandem_check CHECK (((state = 'SUSPENDED'::text) = (suspended_from IS NOT NULL))),
  CONSTRAINT tandem_check1 CHECK (((state = 'SUSPENDED'::text) = (suspended_at IS NOT NULL))),
  CONSTRAINT tandem_check2 CHECK (((third_affinity IS NULL) = (third_factors IS NULL))),
  CONSTRAINT tandem_check3 CHECK (((state = ANY (ARRAY['COMPLETED'::text, 'ENDED'::text, 'DECLINED'::text, 'EXPIRED'::text])) = (ended_at IS NOT NULL))),
  CONSTRAINT tandem_check4 CHECK (((state = 'ENDED'::text) = (end_reason IS NOT NULL))),
  CONSTRAINT tandem_check5 CHECK (((state <> ALL (ARRAY['ACCEPTED'::text, 'ACTIVE'::text, 'SUSPENDED'::text, 'COMPLETED'::text])) OR (accepted_at IS NOT NULL))),
  CONSTRAINT tandem_pkey PRIMARY KEY (id),
  CONSTRAINT tandem_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT tandem_programme_id_id_key UNIQUE (programme_id, id),
  CONSTRAINT tandem_run_id_fkey FOREIGN KEY (run_id) REFERENCES tandem_run(id),
  CONSTRAINT tandem_state_check CHECK ((state = ANY (ARRAY['PROPOSED'::text, 'ACCEPTED'::text, 'ACTIVE'::text, 'SUSPENDED'::text, 'COMPLETED'::text, 'ENDED'::text, 'DECLINED'::text, 'EXPIRED'::text]))),
  CONSTRAINT tandem_suspended_from_check CHECK ((suspended_from = ANY (ARRAY['ACCEPTED'::text, 'ACTIVE'::text]))),
  CONSTRAINT tandem_third_affinity_check CHECK (((third_affinity >= 0) AND (third_affinity <= 10000)))
);

CREATE TABLE tandem_check_in (
  id uuid NOT NULL,
  tandem_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  mood text NOT NULL,
  note text,
  made_at timestamp with time zone NOT NULL,
  made_on date NOT NULL,
  CONSTRAINT tandem_check_in_ambassador_id_fkey FOREIGN KEY (ambassador_id) REFERENCES ambassador(id),
  CONSTRAINT tandem_check_in_mood_check CHECK ((mood = ANY (ARRAY['GOING_WELL'::text, 'NEEDS_TIME'::text, 'STUCK'::text]))),
  CONSTRAINT tandem_check_in_note_check CHECK (((char_length(note) >= 1) AND (char_length(note) <= 1000))),
  CONSTRAINT tandem_check_in_pkey PRIMARY KEY (id),
  CONSTRAINT tandem_check_in_tandem_id_ambassador_id_made_on_key UNIQUE (tandem_id, ambassador_id, made_on),
  CONSTRAINT tandem_check_in_tandem_id_fkey FOREIGN KEY (tandem_id) REFERENCES tandem(id)
);

CREATE TABLE tandem_event (
  id uuid NOT NULL,
  tandem_id uuid NOT NULL,
  kind text NOT NULL,
  ambassador_id uuid,
  detail text,
  happened_at timestamp with time zone NOT NULL,
  CONSTRAINT tandem_event_ambassador_id_fkey FOREIGN KEY (ambassador_id) REFERENCES ambassador(id),
  CONSTRAINT tandem_event_pkey PRIMARY KEY (id),
  CONSTRAINT tandem_event_tandem_id_fkey FOREIGN KEY (tandem_id) REFERENCES tandem(id)
);

CREATE TABLE tandem_member (
  tandem_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  programme_id uuid NOT NULL,
  side text NOT NULL,
  answer text,
  answered_at timestamp with time zone,
  decline_reason text,
  is_open boolean NOT NULL,
  has_gone boolean NOT NULL DEFAULT false,
  is_agreed boolean NOT NULL DEFAULT false,
  fit smallint,
  would_again boolean,
  feedback_comment text,
  feedback_at timestamp with time zone,
  CONSTRAINT tandem_member_answer_check CHECK ((answer = ANY (ARRAY['ACCEPTED'::text, 'DECLINED'::text]))),
  CONSTRAINT tandem_member_check CHECK (((NOT has_gone) OR ((side = 'THIRD'::text) AND (NOT is_open)))),
  CONSTRAINT tandem_member_check1 CHECK (((answer IS NULL) = (answered_at IS NULL))),
  CONSTRAINT tandem_member_check2 CHECK (((decline_reason IS NULL) OR (answer = 'DECLINED'::text))),
  CONSTRAINT tandem_member_check3 CHECK (((fit IS NULL) = (feedback_at IS NULL))),
  CONSTRAINT tandem_member_feedback_comment_check CHECK (((char_length(feedback_comment) >= 1) AND (char_length(feedback_comment) <= 1000))),
  CONSTRAINT tandem_member_fit_check CHECK (((fit >= 1) AND (fit <= 5))),
  CONSTRAINT tandem_member_pkey PRIMARY KEY (tandem_id, ambassador_id),
  CONSTRAINT tandem_member_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT tandem_member_programme_id_tandem_id_fkey FOREIGN KEY (programme_id, tandem_id) REFERENCES tandem(programme_id, id),
  CONSTRAINT tandem_member_side_check CHECK ((side = ANY (ARRAY['FREQUENT'::text, 'HESITANT'::text, 'THIRD'::text])))
);

CREATE TABLE tandem_preferences (
  ambassador_id uuid NOT NULL,
  is_open boolean NOT NULL,
  side text,
  languages text[] NOT NULL,
  channels text[] NOT NULL,
  topics text[] NOT NULL,
  strengths text[] NOT NULL,
  needs text[] NOT NULL,
  availability integer NOT NULL,
  time_zone text,
  experience smallint NOT NULL,
  capacity smallint NOT NULL,
  accepts_third boolean NOT NULL,
  objective text,
  manager_id uuid,
  snoozed_until date,
  updated_at timestamp with time zone NOT NULL,
  programme_id uuid NOT NULL,
  CONSTRAINT tandem_preferences_availability_check CHECK (((availability >= 0) AND (availability <= 2097151))),
  CONSTRAINT tandem_preferences_capacity_check CHECK (((capacity >= 0) AND (capacity <= 5))),
  CONSTRAINT tandem_preferences_experience_check CHECK (((experience >= 0) AND (experience <= 5))),
  CONSTRAINT tandem_preferences_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES ambassador(id),
  CONSTRAINT tandem_preferences_objective_check CHECK (((char_length(objective) >= 1) AND (char_length(objective) <= 500))),
  CONSTRAINT tandem_preferences_pkey PRIMARY KEY (ambassador_id),
  CONSTRAINT tandem_preferences_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT tandem_preferences_side_check CHECK ((side = ANY (ARRAY['FREQUENT'::text, 'HESITANT'::text])))
);

CREATE TABLE tandem_proposal (
  id uuid NOT NULL,
  run_id uuid NOT NULL,
  ordinal integer NOT NULL,
  hesitant_id uuid NOT NULL,
  frequent_id uuid NOT NULL,
  third_id uuid,
  third_affinity integer,
  third_factors json,
  third_next json,
  third_times_met integer,
  times_met integer NOT NULL,
  affinity integer NOT NULL,
  factors json NOT NULL,
  next_frequent json,
  next_hesitant json,
  is_locked boolean NOT NULL,
  is_running boolean NOT NULL,
  skip_reason text,
  CONSTRAINT tandem_proposal_affinity_check CHECK (((affinity >= 0) AND (affinity <= 10000))),
  CONSTRAINT tandem_proposal_check CHECK (((third_id IS NULL) = (third_affinity IS NULL))),
  CONSTRAINT tandem_proposal_check1 CHECK (((third_id IS NULL) = (third_factors IS NULL))),
  CONSTRAINT tandem_proposal_check2 CHECK (((third_id IS NULL) = (third_times_met IS NULL))),
  CONSTRAINT tandem_proposal_frequent_id_fkey FOREIGN KEY (frequent_id) REFERENCES ambassador(id),
  CONSTRAINT tandem_proposal_hesitant_id_fkey FOREIGN KEY (hesitant_id) REFERENCES ambassador(id),
  CONSTRAINT tandem_proposal_pkey PRIMARY KEY (id),
  CONSTRAINT tandem_proposal_run_id_fkey FOREIGN KEY (run_id) REFERENCES tandem_run(id),
  CONSTRAINT tandem_proposal_run_id_hesitant_id_key UNIQUE (run_id, hesitant_id),
  CONSTRAINT tandem_proposal_run_id_ordinal_key UNIQUE (run_id, ordinal),
  CONSTRAINT tandem_proposal_skip_reason_check CHECK ((skip_reason = ANY (ARRAY['PERSON_GONE'::text, 'MATCHED_ELSEWHERE'::text, 'NO_PLACE'::text, 'MET_SINCE'::text, 'NO_LONGER_POSSIBLE'::text]))),
  CONSTRAINT tandem_proposal_third_affinity_check CHECK (((third_affinity >= 0) AND (third_affinity <= 10000))),
  CONSTRAINT tandem_proposal_third_id_fkey FOREIGN KEY (third_id) REFERENCES ambassador(id),
  CONSTRAINT tandem_proposal_third_times_met_check CHECK ((third_times_met >= 0)),
  CONSTRAINT tandem_proposal_times_met_check CHECK ((times_met >= 0))
);

CREATE TABLE tandem_relation (
  ambassador_id uuid NOT NULL,
  other_id uuid NOT NULL,
  kind text NOT NULL,
  programme_id uuid NOT NULL,
  CONSTRAINT tandem_relation_check CHECK ((ambassador_id <> other_id)),
  CONSTRAINT tandem_relation_kind_check CHECK ((kind = ANY (ARRAY['WISH'::text, 'BLOCK'::text]))),
  CONSTRAINT tandem_relation_pkey PRIMARY KEY (ambassador_id, other_id, kind),
  CONSTRAINT tandem_relation_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT tandem_relation_programme_id_other_id_fkey FOREIGN KEY (programme_id, other_id) REFERENCES ambassador(programme_id, id)
);

CREATE TABLE tandem_reminder (
  id uuid NOT NULL,
  tandem_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  kind text NOT NULL,
  ordinal integer NOT NULL,
  reminded_at timestamp with time zone NOT NULL,
  CONSTRAINT tandem_reminder_ambassador_id_fkey FOREIGN KEY (ambassador_id) REFERENCES ambassador(id),
  CONSTRAINT tandem_reminder_kind_check CHECK ((kind = ANY (ARRAY['ANSWER_PROPOSAL'::text, 'BEGIN_TANDEM'::text, 'CHECK_IN'::text]))),
  CONSTRAINT tandem_reminder_ordinal_check CHECK ((ordinal >= 1)),
  CONSTRAINT tandem_reminder_pkey PRIMARY KEY (id),
  CONSTRAINT tandem_reminder_tandem_id_ambassador_id_kind_ordinal_key UNIQUE (tandem_id, ambassador_id, kind, ordinal),
  CONSTRAINT tandem_reminder_tandem_id_fkey FOREIGN KEY (tandem_id) REFERENCES tandem(id)
);

CREATE TABLE tandem_run (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  name text NOT NULL,
  status text NOT NULL,
  settings json NOT NULL,
  based_on uuid,
  attempt integer NOT NULL DEFAULT 0,
  people_id uuid,
  people_read_at timestamp with time zone,
  step text,
  progress real NOT NULL DEFAULT 0,
  seekers integer,
  places integer,
  quality json,
  objective_values json,
  certificate bytea,
  certificate_verified boolean,
  violations json,
  failure json,
  skipped integer,
  created_by text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  started_at timestamp with time zone,
  heartbeat_at timestamp with time zone,
  finished_at timestamp with time zone,
  released_at timestamp with time zone,
  released_by text,
  forgotten_at timestamp with time zone,
  CONSTRAINT tandem_run_based_on_fkey FOREIGN KEY (based_on) REFERENCES tandem_run(id),
  CONSTRAINT tandem_run_check CHECK (((status <> ALL (ARRAY['COMPLETED'::text, 'RELEASED'::text])) OR (certificate_verified AND (certificate IS NOT NULL) AND (quality IS NOT NULL)))),
  CONSTRAINT tandem_run_check1 CHECK (((status = 'RELEASED'::text) = (released_at IS NOT NULL))),
  CONSTRAINT tandem_run_check2 CHECK (((status <> 'RUNNING'::text) OR (heartbeat_at IS NOT NULL))),
  CONSTRAINT tandem_run_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  CONSTRAINT tandem_run_people_id_fkey FOREIGN KEY (people_id) REFERENCES tandem_run_people(id),
  CONSTRAINT tandem_run_pkey PRIMARY KEY (id),
  CONSTRAINT tandem_run_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT tandem_run_progress_check CHECK (((progress >= (0)::double precision) AND (progress <= (1)::double precision))),
  CONSTRAINT tandem_run_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'RUNNING'::text, 'COMPLETED'::text, 'RELEASED'::text, 'DISCARDED'::text, 'CANCELLED'::text, 'FAILED'::text, 'INTERRUPTED'::text])))
);

CREATE TABLE tandem_run_lock (
  run_id uuid NOT NULL,
  hesitant_id uuid NOT NULL,
  frequent_id uuid NOT NULL,
  CONSTRAINT tandem_run_lock_frequent_id_fkey FOREIGN KEY (frequent_id) REFERENCES ambassador(id),
  CONSTRAINT tandem_run_lock_hesitant_id_fkey FOREIGN KEY (hesitant_id) REFERENCES ambassador(id),
  CONSTRAINT tandem_run_lock_pkey PRIMARY KEY (run_id, hesitant_id),
  CONSTRAINT tandem_run_lock_run_id_fkey FOREIGN KEY (run_id) REFERENCES tandem_run(id)
);

CREATE TABLE tandem_run_people (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  packed bytea NOT NULL,
  read_at timestamp with time zone NOT NULL,
  CONSTRAINT tandem_run_people_pkey PRIMARY KEY (id),
  CONSTRAINT tandem_run_people_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
);

CREATE TABLE tandem_story (
  id uuid NOT NULL,
  tandem_id uuid NOT NULL,
  title text,
  told_by uuid NOT NULL,
  told_at timestamp with time zone NOT NULL,
  confirmed_at timestamp with time zone,
  CONSTRAINT tandem_story_check CHECK ((confirmed_at >= told_at)),
  CONSTRAINT tandem_story_pkey PRIMARY KEY (id),
  CONSTRAINT tandem_story_tandem_id_fkey FOREIGN KEY (tandem_id) REFERENCES tandem(id),
  CONSTRAINT tandem_story_title_check CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200))),
  CONSTRAINT tandem_story_told_by_fkey FOREIGN KEY (told_by) REFERENCES ambassador(id)
);

CREATE TABLE tandem_story_activity (
  activity_id uuid NOT NULL,
  story_id uuid NOT NULL,
  CONSTRAINT tandem_story_activity_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id),
  CONSTRAINT tandem_story_activity_pkey PRIMARY KEY (activity_id),
  CONSTRAINT tandem_story_activity_story_id_fkey FOREIGN KEY (story_id) REFERENCES tandem_story(id)
);

CREATE TABLE tandem_story_teller (
  story_id uuid NOT NULL,
  ambassador_id uuid NOT NULL,
  confirmed_at timestamp with time zone,
  CONSTRAINT tandem_story_teller_ambassador_id_fkey FOREIGN KEY (ambassador_id) REFERENCES ambassador(id),
  CONSTRAINT tandem_story_teller_pkey PRIMARY KEY (story_id, ambassador_id),
  CONSTRAINT tandem_story_teller_story_id_fkey FOREIGN KEY (story_id) REFERENCES tandem_story(id)
);

CREATE TABLE tandem_unmatched (
  run_id uuid NOT NULL,
  ordinal integer NOT NULL,
  ambassador_id uuid NOT NULL,
  waited_rounds integer NOT NULL,
  reason json NOT NULL,
  CONSTRAINT tandem_unmatched_ambassador_id_fkey FOREIGN KEY (ambassador_id) REFERENCES ambassador(id),
  CONSTRAINT tandem_unmatched_pkey PRIMARY KEY (run_id, ordinal),
  CONSTRAINT tandem_unmatched_run_id_ambassador_id_key UNIQUE (run_id, ambassador_id),
  CONSTRAINT tandem_unmatched_run_id_fkey FOREIGN KEY (run_id) REFERENCES tandem_run(id),
  CONSTRAINT tandem_unmatched_waited_rounds_check CHECK ((waited_rounds >= 0))
);

CREATE TABLE tandem_waiting (
  ambassador_id uuid NOT NULL,
  rounds integer NOT NULL,
  counted_at timestamp with time zone NOT NULL,
  programme_id uuid NOT NULL,
  CONSTRAINT tandem_waiting_pkey PRIMARY KEY (ambassador_id),
  CONSTRAINT tandem_waiting_programme_id_ambassador_id_fkey FOREIGN KEY (programme_id, ambassador_id) REFERENCES ambassador(programme_id, id),
  CONSTRAINT tandem_waiting_rounds_check CHECK ((rounds >= 1))
);

CREATE TABLE team (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  department_id uuid,
  name text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  archived_at timestamp with time zone,
  CONSTRAINT team_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
  CONSTRAINT team_pkey PRIMARY KEY (id),
  CONSTRAINT team_programme_id_department_id_fkey FOREIGN KEY (programme_id, department_id) REFERENCES department(programme_id, id),
  CONSTRAINT team_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT team_programme_id_id_key UNIQUE (programme_id, id)
);

CREATE TABLE wall_board_link (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  label text NOT NULL,
  hash bytea NOT NULL,
  scope text NOT NULL,
  scope_id text,
  period text NOT NULL,
  measure text NOT NULL,
  created_by uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  CONSTRAINT wall_board_link_created_by_fkey FOREIGN KEY (created_by) REFERENCES person(id),
  CONSTRAINT wall_board_link_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT wall_board_link_hash_key UNIQUE (hash),
  CONSTRAINT wall_board_link_label_check CHECK (((char_length(label) >= 1) AND (char_length(label) <= 200))),
  CONSTRAINT wall_board_link_pkey PRIMARY KEY (id),
  CONSTRAINT wall_board_link_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id)
);

CREATE TABLE webhook (
  id uuid NOT NULL,
  programme_id uuid NOT NULL,
  url text NOT NULL,
  description text,
  event_types text[] NOT NULL,
  scope text NOT NULL,
  secret_generation integer NOT NULL DEFAULT 1,
  former_secret_until timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  created_by text NOT NULL,
  last_success_at timestamp with time zone,
  failing_since timestamp with time zone,
  disabled_at timestamp with time zone,
  disabled_because text,
  removed_at timestamp with time zone,
  CONSTRAINT webhook_check CHECK (((disabled_at IS NULL) = (disabled_because IS NULL))),
  CONSTRAINT webhook_description_check CHECK (((char_length(description) >= 1) AND (char_length(description) <= 200))),
  CONSTRAINT webhook_disabled_because_check CHECK ((disabled_because = ANY (ARRAY['ADMIN'::text, 'FAILURES'::text]))),
  CONSTRAINT webhook_event_types_check CHECK ((cardinality(event_types) > 0)),
  CONSTRAINT webhook_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(id),
  CONSTRAINT webhook_programme_id_id_key UNIQUE (programme_id, id),
  CONSTRAINT webhook_scope_check CHECK ((scope = ANY (ARRAY['PROGRAMME'::text, 'MEMBERS'::text]))),
  CONSTRAINT webhook_secret_generation_check CHECK ((secret_generation >= 1)),
  CONSTRAINT webhook_url_check CHECK (((char_length(url) >= 8) AND (char_length(url) <= 2000)))
);

CREATE TABLE webhook_delivery (
  number bigint NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  programme_id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  event_id uuid NOT NULL,
  event_type text NOT NULL,
  subject_id uuid NOT NULL,
  ambassador_ids uuid[] NOT NULL,
  body text NOT NULL,
  state text NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_attempt_at timestamp with time zone,
  delivered_at timestamp with time zone,
  last_status integer,
  last_problem text,
  CONSTRAINT webhook_delivery_check CHECK (((state = 'DELIVERED'::text) = (delivered_at IS NOT NULL))),
  CONSTRAINT webhook_delivery_id_key UNIQUE (id),
  CONSTRAINT webhook_delivery_pkey PRIMARY KEY (number),
  CONSTRAINT webhook_delivery_programme_id_webhook_id_fkey FOREIGN KEY (programme_id, webhook_id) REFERENCES webhook(programme_id, id),
  CONSTRAINT webhook_delivery_state_check CHECK ((state = ANY (ARRAY['WAITING'::text, 'DELIVERED'::text, 'DEAD'::text]))),
  CONSTRAINT webhook_delivery_webhook_id_event_id_key UNIQUE (webhook_id, event_id)
);

CREATE INDEX activity_ambassador ON public.activity USING btree (ambassador_id, occurred_at DESC, id DESC);

CREATE INDEX activity_programme ON public.activity USING btree (programme_id, occurred_at DESC, id DESC);

CREATE INDEX ambassador_by_joining ON public.ambassador USING btree (programme_id, joined_at, id);

CREATE INDEX ambassador_by_name ON public.ambassador USING btree (programme_id, lower(name), id);

CREATE INDEX ambassador_department ON public.ambassador USING btree (department_id);

CREATE INDEX ambassador_person ON public.ambassador USING btree (person_id);

CREATE INDEX ambassador_team ON public.ambassador USING btree (team_id) WHERE (team_id IS NOT NULL);

CREATE INDEX api_token_programme ON public.api_token USING btree (programme_id, created_at);

CREATE INDEX badge_award_list ON public.badge_award USING btree (ambassador_id, earned_at DESC, id DESC);

CREATE INDEX badge_counting ON public.badge USING btree (programme_id) WHERE (state <> 'DRAFT'::text);

CREATE UNIQUE INDEX badge_ladder ON public.badge USING btree (programme_id, state) WHERE ((kind = 'LADDER'::text) AND (state <> 'RETIRED'::text));

CREATE INDEX badge_stale ON public.badge USING btree (published_at, id) WHERE is_stale;

CREATE INDEX board_due ON public.board USING btree (ends_at, programme_id) WHERE ((frozen_at IS NULL) AND (ends_at IS NOT NULL));

CREATE INDEX board_group_member_ambassador ON public.board_group_member USING btree (ambassador_id, scope);

CREATE INDEX challenge_entrant_ambassador ON public.challenge_entrant USING btree (ambassador_id);

CREATE INDEX challenge_fact_ambassador ON public.challenge_fact USING btree (challenge_id, ambassador_id);

CREATE INDEX challenge_list ON public.challenge USING btree (programme_id, opens_on DESC, id DESC);

CREATE INDEX challenge_moving ON public.challenge USING btree (programme_id) WHERE (state = ANY (ARRAY['SCHEDULED'::text, 'RUNNING'::text, 'GRACE'::text]));

CREATE INDEX challenge_standing_order ON public.challenge_standing USING btree (challenge_id, value DESC, reached_at, subject_id);

CREATE INDEX consent_ambassador ON public.consent USING btree (ambassador_id, given_at);

CREATE UNIQUE INDEX consent_standing ON public.consent USING btree (ambassador_id, kind) WHERE (withdrawn_at IS NULL);

CREATE INDEX feed_item_actor ON public.feed_item USING btree (actor_id) WHERE (actor_id IS NOT NULL);

CREATE INDEX feed_item_arrival ON public.feed_item USING btree (ambassador_id, arrived_at);

CREATE INDEX feed_item_list ON public.feed_item USING btree (ambassador_id, number DESC);

CREATE INDEX feed_item_mail ON public.feed_item USING btree (mail_id) WHERE (mail_id IS NOT NULL);

CREATE INDEX feed_item_to_mail ON public.feed_item USING btree (ambassador_id, arrived_at) WHERE (wants_mail AND (mail_id IS NULL));

CREATE INDEX feed_item_unread ON public.feed_item USING btree (ambassador_id) WHERE (read_at IS NULL);

CREATE INDEX final_place_member ON public.final_place USING btree (member_id);

CREATE INDEX final_place_order ON public.final_place USING btree (board_id, ((- score)), reached_at, member_id);

CREATE INDEX final_standing_programme ON public.final_standing USING btree (programme_id, taken_at);

CREATE INDEX happening_actor ON public.happening USING btree (actor_id) WHERE (actor_id IS NOT NULL);

CREATE INDEX happening_undispatched ON public.happening USING btree (number) WHERE (dispatched_at IS NULL);

CREATE INDEX happening_unfed ON public.happening USING btree (number) WHERE (fed_at IS NULL);

CREATE INDEX import_run_programme ON public.import_run USING btree (programme_id, started_at DESC, id DESC);

CREATE INDEX intent_signal_programme ON public.intent_signal USING btree (programme_id, occurred_at);

CREATE INDEX kudos_giver ON public.kudos USING btree (giver_id, day);

CREATE INDEX kudos_receiver ON public.kudos USING btree (receiver_id, sent_at DESC, id DESC);

CREATE INDEX kudos_wall ON public.kudos USING btree (programme_id, sent_at DESC, id DESC);

CREATE INDEX ledger_entry_activity ON ONLY public.ledger_entry USING btree (activity_id);

CREATE INDEX ledger_entry_ambassador ON ONLY public.ledger_entry USING btree (ambassador_id, number DESC);

CREATE INDEX ledger_entry_id ON ONLY public.ledger_entry USING btree (id);

CREATE INDEX ledger_entry_recorded ON ONLY public.ledger_entry USING brin (recorded_at) WITH (pages_per_range='16');

CREATE UNIQUE INDEX mail_digest ON public.mail USING btree (ambassador_id, day) WHERE (list = 'DIGEST'::text);

CREATE INDEX mail_of_day ON public.mail USING btree (ambassador_id, day);

CREATE INDEX mail_waiting ON public.mail USING btree (next_attempt_at) WHERE (state = 'WAITING'::text);

CREATE INDEX mailbox_message_list ON public.mailbox_message USING btree (ambassador_id, sent_at DESC);

CREATE INDEX participation_event_ambassador ON public.participation_event USING btree (ambassador_id, happened_at, id);

CREATE INDEX points_exchange_giver ON public.points_exchange USING btree (giver_id, sequence DESC);

CREATE INDEX points_exchange_receiver ON public.points_exchange USING btree (receiver_id, sequence DESC);

CREATE INDEX points_exchange_request ON public.points_exchange USING btree (request_id) WHERE (request_id IS NOT NULL);

CREATE INDEX programme_calendar_programme ON public.programme_calendar USING btree (programme_id, id);

CREATE INDEX recognition_draw_of ON public.recognition_draw USING btree (recognition_id, drawn_at, id);

CREATE INDEX recognition_programme ON public.recognition USING btree (programme_id, created_at, id);

CREATE INDEX recognition_request_ambassador ON public.recognition_request USING btree (ambassador_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX recognition_request_drawn_once ON public.recognition_request USING btree (season_id, ambassador_id) WHERE (origin = 'DRAWN'::text);

CREATE INDEX recognition_request_programme ON public.recognition_request USING btree (programme_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX recognition_request_standing ON public.recognition_request USING btree (recognition_id, ambassador_id) WHERE (state = ANY (ARRAY['REQUESTED'::text, 'GRANTED'::text, 'FULFILLED'::text]));

CREATE UNIQUE INDEX rescoring_at_work ON public.rescoring USING btree (programme_id) WHERE (status = ANY (ARRAY['PREVIEWING'::text, 'BOOKING'::text]));

CREATE INDEX rescoring_member_difference ON public.rescoring_member USING btree (rescoring_id, ((points_after - points_before)), ambassador_id);

CREATE INDEX rescoring_programme ON public.rescoring USING btree (programme_id, previewed_at DESC, id DESC);

CREATE INDEX rescoring_step_ambassador ON public.rescoring_step USING btree (ambassador_id, sequence);

CREATE INDEX reward_policy_step_programme ON public.reward_policy_step USING btree (programme_id, happened_at DESC, id DESC);

CREATE INDEX role_grant_person ON public.role_grant USING btree (person_id) WHERE (revoked_at IS NULL);

CREATE UNIQUE INDEX role_grant_standing ON public.role_grant USING btree (programme_id, person_id, role, department_id) NULLS NOT DISTINCT WHERE (revoked_at IS NULL);

CREATE UNIQUE INDEX rule_set_effective ON public.rule_set USING btree (programme_id, effective_from) WHERE (status = 'SCHEDULED'::text);

CREATE INDEX rule_simulation_member_difference ON public.rule_simulation_member USING btree (simulation_id, ((points_after - points_before)), ambassador_id);

CREATE INDEX rule_simulation_programme ON public.rule_simulation USING btree (programme_id, started_at DESC, id DESC);

CREATE INDEX segment_assessment_programme ON public.segment_assessment USING btree (programme_id, segment);

CREATE INDEX social_profile_ambassador ON public.social_profile USING btree (ambassador_id);

CREATE UNIQUE INDEX social_profile_handle ON public.social_profile USING btree (programme_id, channel, lower(handle));

CREATE INDEX standing_order ON public.standing USING btree (board_id, ((- score)), reached_at, ambassador_id) WHERE is_shown;

CREATE INDEX tandem_check_in_tandem ON public.tandem_check_in USING btree (tandem_id, made_at, id);

CREATE INDEX tandem_event_tandem ON public.tandem_event USING btree (tandem_id, happened_at, id);

CREATE INDEX tandem_member_ambassador ON public.tandem_member USING btree (ambassador_id, is_open);

CREATE UNIQUE INDEX tandem_member_one_open ON public.tandem_member USING btree (ambassador_id, is_agreed) WHERE (is_open AND (side <> 'FREQUENT'::text));

CREATE INDEX tandem_member_programme ON public.tandem_member USING btree (programme_id);

CREATE INDEX tandem_open ON public.tandem USING btree (state, expires_at) WHERE (ended_at IS NULL);

CREATE INDEX tandem_preferences_manager ON public.tandem_preferences USING btree (manager_id);

CREATE INDEX tandem_preferences_programme ON public.tandem_preferences USING btree (programme_id);

CREATE INDEX tandem_programme ON public.tandem USING btree (programme_id, proposed_at DESC, id DESC);

CREATE INDEX tandem_relation_other ON public.tandem_relation USING btree (other_id);

CREATE INDEX tandem_relation_programme ON public.tandem_relation USING btree (programme_id);

CREATE INDEX tandem_run_based_on ON public.tandem_run USING btree (based_on);

CREATE INDEX tandem_run_people_of ON public.tandem_run USING btree (people_id);

CREATE INDEX tandem_run_people_programme ON public.tandem_run_people USING btree (programme_id);

CREATE INDEX tandem_run_programme ON public.tandem_run USING btree (programme_id, created_at DESC, id DESC);

CREATE INDEX tandem_story_activity_story ON public.tandem_story_activity USING btree (story_id);

CREATE INDEX tandem_story_tandem ON public.tandem_story USING btree (tandem_id, told_at, id);

CREATE INDEX tandem_waiting_programme ON public.tandem_waiting USING btree (programme_id);

CREATE UNIQUE INDEX team_name ON public.team USING btree (programme_id, lower(name)) WHERE (archived_at IS NULL);

CREATE INDEX wall_board_link_programme ON public.wall_board_link USING btree (programme_id, created_at);

CREATE INDEX webhook_delivery_age ON public.webhook_delivery USING btree (created_at);

CREATE INDEX webhook_delivery_list ON public.webhook_delivery USING btree (webhook_id, number DESC);

CREATE INDEX webhook_delivery_people ON public.webhook_delivery USING gin (ambassador_ids);

CREATE INDEX webhook_delivery_waiting ON public.webhook_delivery USING btree (webhook_id, subject_id, number) WHERE (state = 'WAITING'::text);

CREATE INDEX webhook_programme ON public.webhook USING btree (programme_id, created_at) WHERE (removed_at IS NULL);

CREATE OR REPLACE FUNCTION public.append_to_ledger()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
   BEGIN
     PERFORM FROM programme_head WHERE programme_id IN (SELECT programme_id FROM appended) ORDER BY programme_id FOR UPDATE;
     IF EXISTS (
       SELECT FROM (
         SELECT line.number, line.previous_hash, line.fact_sequence,
                coalesce(lag(line.number) OVER ledger, head.ledger_number) AS number_before,
                coalesce(lag(line.hash) OVER ledger, head.ledger_hash) AS hash_before,
                coalesce(lag(line.fact_sequence) OVER ledger, head.booked_sequence + 1) AS earliest_fact
           FROM appended AS line LEFT JOIN programme_head AS head USING (programme_id)
         WINDOW ledger AS (PARTITION BY programme_id ORDER BY line.number)) AS placed
        WHERE number IS DISTINCT FROM number_before + 1 OR previous_hash IS DISTINCT FROM hash_before OR fact_sequence < earliest_fact
     ) THEN
       RAISE EXCEPTION 'the lines do not follow the end of the ledger'
         USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ledger_entry_follows';
     END IF;
     IF EXISTS (SELECT FROM appended GROUP BY programme_id, idempotency_key HAVING count(*) > 1) THEN
       RAISE EXCEPTION 'a fact is booked twice' USING ERRCODE = 'unique_violation', CONSTRAINT = 'ledger_entry_idempotency_key';
     END IF;
     IF EXISTS (
       SELECT FROM appended AS line
        WHERE CASE WHEN line.activity_id IS NULL
                   THEN (SELECT id FROM ambassador WHERE (programme_id, id) = (line.programme_id, line.ambassador_id))
                   ELSE (SELECT id FROM activity
                          WHERE id = line.activity_id AND (programme_id, ambassador_id) = (line.programme_id, line.ambassador_id))
              END IS NULL
           OR line.reading_id IS NOT NULL
              AND (SELECT id FROM engagement_reading WHERE id = line.reading_id AND activity_id = line.activity_id) IS NULL
     ) OR EXISTS (
       SELECT FROM (SELECT DISTINCT programme_id, rule_set_version FROM appended WHERE rule_set_version IS NOT NULL) AS named
        WHERE (SELECT version FROM rule_set WHERE (programme_id, version) = (named.programme_id, named.rule_set_version)) IS NULL
     ) THEN
       RAISE EXCEPTION 'a line refers to what is not there'
         USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'ledger_entry_refers';
     END IF;
     IF EXISTS (SELECT FROM appended WHERE kind = 'REVERSAL') THEN
       IF EXISTS (
         SELECT FROM appended AS reversal
           LEFT JOIN ledger_entry AS entry ON entry.programme_id = reversal.programme_id AND entry.number = reversal.reverses_number
          WHERE reversal.kind = 'REVERSAL'
            AND (entry.id IS NULL OR entry.kind IN ('REVERSAL', 'EXCHANGE') OR entry.number >= reversal.number
                 OR entry.ambassador_id <> reversal.ambassador_id OR entry.granted <> -reversal.granted)
       ) THEN
         RAISE EXCEPTION 'a reversal is not the opposite of an earlier entry'
           USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ledger_entry_reverses';
       END IF;
       INSERT INTO ledger_reversal SELECT programme_id, reverses_number, number FROM appended WHERE kind = 'REVERSAL';
     END IF;
     IF EXISTS (
       SELECT FROM appended WHERE kind = 'EXCHANGE' GROUP BY programme_id, fact_sequence HAVING count(*) <> 2 OR sum(granted) <> 0
     ) THEN
       RAISE EXCEPTION 'an exchange is not a pair of opposite lines'
         USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ledger_entry_exchange_pair';
     END IF;
     UPDATE programme_head AS head
        SET booked_sequence = last.fact_sequence, ledger_number = last.number, ledger_hash = last.hash
       FROM (SELECT DISTINCT ON (programme_id) programme_id, fact_sequence, number, hash
               FROM appended ORDER BY programme_id, number DESC) AS last
      WHERE head.programme_id = last.programme_id;
     RETURN NULL;
   END $function$
;

CREATE OR REPLACE FUNCTION public.board_id(programme_id uuid, scope text, scope_id text, period text, period_start text, measure text)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
        SELECT encode(set_byte(set_byte(digest, 6, get_byte(digest, 6) & 15 | 128), 8, get_byte(digest, 8) & 63 | 128), 'hex')::uuid
          FROM (SELECT substring(sha256(convert_to(programme_id::text || '|' || scope || '|' || coalesce(scope_id, '') || '|' || period
                  || '|' || coalesce(period_start, '') || '|' || measure, 'UTF8')) FROM 1 FOR 16) AS digest) AS named
        $function$
;

CREATE OR REPLACE FUNCTION public.count_recognition_places()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    DECLARE
      before integer := CASE WHEN TG_OP = 'UPDATE' AND OLD.state IN ('REQUESTED', 'GRANTED', 'FULFILLED') THEN 1 ELSE 0 END;
      now integer := CASE WHEN NEW.state IN ('REQUESTED', 'GRANTED', 'FULFILLED') THEN 1 ELSE 0 END;
    BEGIN
      IF now <> before THEN
        UPDATE recognition SET places_taken = places_taken + now - before WHERE id = NEW.recognition_id;
      END IF;
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.erase_traces(erased uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
        UPDATE activity_correction SET url = NULL
         WHERE url IS NOT NULL AND activity_id IN (SELECT id FROM activity WHERE ambassador_id = erased);
        UPDATE activity SET url = NULL, external_id = 'erased:' || id WHERE ambassador_id = erased;
        $function$
;

CREATE OR REPLACE FUNCTION public.guard_erasure()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
      DECLARE
        activity_of uuid := CASE TG_TABLE_NAME WHEN 'activity' THEN (to_jsonb(NEW) ->> 'id') ELSE (to_jsonb(NEW) ->> 'activity_id') END;
        traces text[] := '{url,external_id}';
      BEGIN
        IF to_jsonb(NEW) - traces = to_jsonb(OLD) - traces AND NEW.url IS NULL
           AND (to_jsonb(NEW) ->> 'external_id') IS NOT DISTINCT FROM
               (CASE TG_TABLE_NAME WHEN 'activity' THEN 'erased:' || activity_of END)
           AND EXISTS (SELECT FROM activity JOIN ambassador ON ambassador.id = activity.ambassador_id
                        WHERE activity.id = activity_of AND ambassador.erased_at IS NOT NULL) THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
      END $function$
;

CREATE OR REPLACE FUNCTION public.guard_ledger_partition(name text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
   BEGIN
     EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
                       FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history()', name || '_append_only', name);
     EXECUTE format('CREATE TRIGGER %I BEFORE INSERT ON %I
                       FOR EACH STATEMENT EXECUTE FUNCTION refuse_direct_insert()', name || '_through_ledger', name);
   END $function$
;

CREATE OR REPLACE FUNCTION public.guard_rule_set()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        IF (OLD.id, OLD.programme_id, OLD.version, OLD.created_at, OLD.created_by, OLD.based_on)
           IS DISTINCT FROM (NEW.id, NEW.programme_id, NEW.version, NEW.created_at, NEW.created_by, NEW.based_on) THEN
          RAISE EXCEPTION 'what a rule set is never changes' USING ERRCODE = 'integrity_constraint_violation';
        ELSIF OLD.status = 'DISCARDED' THEN
          RAISE EXCEPTION 'a discarded rule set never changes' USING ERRCODE = 'integrity_constraint_violation';
        ELSIF OLD.status = 'SCHEDULED' AND OLD.effective_from <= now() THEN
          RAISE EXCEPTION 'a rule set that has come into force never changes' USING ERRCODE = 'integrity_constraint_violation';
        ELSIF OLD.status = 'SCHEDULED' AND (NEW.status <> 'DRAFT' OR NEW.document::text <> OLD.document::text) THEN
          RAISE EXCEPTION 'a scheduled rule set can only become a draft again' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
      END $function$
;

CREATE OR REPLACE FUNCTION public.keep_published_badge()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      RAISE EXCEPTION 'badge % was published and does not change any more', OLD.id USING ERRCODE = 'integrity_constraint_violation';
    END $function$
;

CREATE OR REPLACE FUNCTION public.note_badge_activities()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        INSERT INTO badge_pending (programme_id, ambassador_id) SELECT DISTINCT added.programme_id, activity.ambassador_id
      FROM added JOIN activity ON activity.id = added.activity_id WHERE EXISTS (SELECT FROM badge WHERE badge.programme_id = added.programme_id AND badge.state <> 'DRAFT');
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.note_badge_members()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        INSERT INTO badge_pending (programme_id, ambassador_id) SELECT DISTINCT programme_id, ambassador_id FROM added WHERE EXISTS (SELECT FROM badge WHERE badge.programme_id = added.programme_id AND badge.state <> 'DRAFT');
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.note_badge_pauses()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        INSERT INTO badge_pending (programme_id, ambassador_id) SELECT DISTINCT ambassador.programme_id, ambassador.id
      FROM added JOIN ambassador ON ambassador.id = added.ambassador_id
      WHERE added.kind IN ('PAUSED', 'RESUMED', 'LEFT', 'JOINED') AND EXISTS (SELECT FROM badge WHERE badge.programme_id = ambassador.programme_id AND badge.state <> 'DRAFT');
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.note_calendar(changed uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
      BEGIN
        INSERT INTO programme_head (programme_id) VALUES (changed) ON CONFLICT DO NOTHING;
        PERFORM FROM programme_head WHERE programme_id = changed FOR UPDATE;
        INSERT INTO programme_calendar (programme_id, after_sequence, time_zone, status, grace_hours, seasons)
        SELECT programme.id, head.fact_sequence, time_zone, status, grace_hours,
               coalesce((SELECT json_agg(json_build_object('startsOn', starts_on, 'endsOn', ends_on) ORDER BY starts_on)
                           FROM season WHERE season.programme_id = programme.id), '[]')
          FROM programme JOIN programme_head AS head ON head.programme_id = programme.id
         WHERE programme.id = changed;
      END $function$
;

CREATE OR REPLACE FUNCTION public.note_calendar_of_programme()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        PERFORM note_calendar(NEW.id);
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.note_calendar_of_season()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        PERFORM note_calendar(coalesce(NEW.programme_id, OLD.programme_id));
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.note_challenge_activities()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      INSERT INTO challenge_pending (programme_id, ambassador_id) SELECT DISTINCT added.programme_id, activity.ambassador_id FROM added JOIN activity ON activity.id = added.activity_id
      WHERE EXISTS (SELECT FROM challenge WHERE challenge.programme_id = added.programme_id AND state IN ('RUNNING', 'GRACE'));
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.note_challenge_members()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      INSERT INTO challenge_pending (programme_id, ambassador_id) SELECT DISTINCT programme_id, ambassador_id FROM added WHERE EXISTS (SELECT FROM challenge WHERE challenge.programme_id = added.programme_id AND state IN ('RUNNING', 'GRACE'));
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.note_challenge_profiles()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    BEGIN
      INSERT INTO challenge_pending (programme_id, ambassador_id) SELECT added.programme_id, added.id FROM added JOIN before ON before.id = added.id
      WHERE (added.status, added.visibility, added.department_id) IS DISTINCT FROM (before.status, before.visibility, before.department_id)
        AND EXISTS (SELECT FROM challenge WHERE challenge.programme_id = added.programme_id AND state IN ('RUNNING', 'GRACE'));
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.note_changed_settings()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
      DECLARE
        changed uuid := CASE WHEN TG_TABLE_NAME = 'programme' THEN to_jsonb(coalesce(NEW, OLD)) ->> 'id'
                             ELSE to_jsonb(coalesce(NEW, OLD)) ->> 'programme_id' END;
      BEGIN
        UPDATE programme_head SET settings_version = settings_version + 1 WHERE programme_id = changed;
        RETURN NULL;
      END $function$
;

CREATE OR REPLACE FUNCTION public.prepare_ledger_month(instant timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
   DECLARE
     month timestamp := date_trunc('month', instant AT TIME ZONE 'UTC');
     present timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
     name text := 'ledger_entry_' || to_char(month, 'YYYY_MM');
     begins timestamptz := month AT TIME ZONE 'UTC';
     ends timestamptz := (month + interval '1 month') AT TIME ZONE 'UTC';
   BEGIN
     IF to_regclass('public.' || name) IS NOT NULL THEN RETURN 'READY'; END IF;
     IF month < present OR month > present + interval '12 months' THEN RETURN 'OUT_OF_RANGE'; END IF;
     PERFORM pg_advisory_xact_lock(hashtextextended('prepare_ledger_month', 0));
     IF to_regclass('public.' || name) IS NOT NULL THEN RETURN 'READY'; END IF;
     IF EXISTS (SELECT FROM ledger_entry_other WHERE recorded_at >= begins AND recorded_at < ends) THEN RETURN 'ELSEWHERE'; END IF;
     EXECUTE format('CREATE TABLE public.%I (LIKE ledger_entry INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
     EXECUTE format('ALTER TABLE ledger_entry ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)', name, begins, ends);
     PERFORM guard_ledger_partition(name);
     RETURN 'PREPARED';
   END $function$
;

CREATE OR REPLACE FUNCTION public.recount_badges_of_programme()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ 
    BEGIN
      UPDATE badge SET is_stale = true WHERE programme_id = NEW.id AND state <> 'DRAFT' AND NOT is_stale;
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.recount_badges_of_season()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
    
    BEGIN
      UPDATE badge SET is_stale = true WHERE programme_id = coalesce(NEW.programme_id, OLD.programme_id) AND state <> 'DRAFT' AND NOT is_stale;
      RETURN NULL;
    END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_change_of_history()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
      END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_decided_rule_set()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        RAISE EXCEPTION 'a rule set begins as a draft' USING ERRCODE = 'integrity_constraint_violation';
      END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_direct_insert()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
   BEGIN
     RAISE EXCEPTION '% is a part of the ledger: append to ledger_entry', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
   END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_removal_of_rule_set()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        RAISE EXCEPTION 'rule sets are kept: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
      END $function$
;

CREATE OR REPLACE FUNCTION public.refuse_step_back()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      BEGIN
        RAISE EXCEPTION 'the ends of a history only move on' USING ERRCODE = 'integrity_constraint_violation';
      END $function$
;

CREATE TRIGGER activity_append_only BEFORE DELETE OR TRUNCATE ON public.activity FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER activity_forgets BEFORE UPDATE ON public.activity FOR EACH ROW EXECUTE FUNCTION guard_erasure();

CREATE TRIGGER activity_moves_badges AFTER INSERT ON public.activity REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_badge_members();

CREATE TRIGGER activity_moves_challenges AFTER INSERT ON public.activity REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_challenge_members();

CREATE TRIGGER activity_correction_append_only BEFORE DELETE OR TRUNCATE ON public.activity_correction FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER activity_correction_forgets BEFORE UPDATE ON public.activity_correction FOR EACH ROW EXECUTE FUNCTION guard_erasure();

CREATE TRIGGER activity_correction_moves_badges AFTER INSERT ON public.activity_correction REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_badge_activities();

CREATE TRIGGER activity_correction_moves_challenges AFTER INSERT ON public.activity_correction REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_challenge_activities();

CREATE TRIGGER activity_withdrawal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.activity_withdrawal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER activity_withdrawal_moves_badges AFTER INSERT ON public.activity_withdrawal REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_badge_activities();

CREATE TRIGGER activity_withdrawal_moves_challenges AFTER INSERT ON public.activity_withdrawal REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_challenge_activities();

CREATE TRIGGER ambassador_moves_challenges AFTER UPDATE ON public.ambassador REFERENCING OLD TABLE AS before NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_challenge_profiles();

CREATE TRIGGER badge_published_remains BEFORE DELETE ON public.badge FOR EACH ROW WHEN ((old.state <> 'DRAFT'::text)) EXECUTE FUNCTION keep_published_badge();

CREATE TRIGGER badge_published_stays BEFORE UPDATE OF document, kind, programme_id, published_at ON public.badge FOR EACH ROW WHEN (((old.state <> 'DRAFT'::text) AND (((((old.document)::text IS DISTINCT FROM (new.document)::text) OR (old.kind IS DISTINCT FROM new.kind)) OR (old.programme_id IS DISTINCT FROM new.programme_id)) OR (old.published_at IS DISTINCT FROM new.published_at)))) EXECUTE FUNCTION keep_published_badge();

CREATE TRIGGER campaign_settings AFTER INSERT OR DELETE OR UPDATE ON public.campaign FOR EACH ROW EXECUTE FUNCTION note_changed_settings();

CREATE TRIGGER challenge_place_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.challenge_place FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER engagement_reading_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.engagement_reading FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER engagement_reading_moves_badges AFTER INSERT ON public.engagement_reading REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_badge_activities();

CREATE TRIGGER engagement_reading_moves_challenges AFTER INSERT ON public.engagement_reading REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_challenge_activities();

CREATE TRIGGER entry_withdrawal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.entry_withdrawal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER final_place_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.final_place FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER final_standing_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.final_standing FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER ledger_entry_append AFTER INSERT ON public.ledger_entry REFERENCING NEW TABLE AS appended FOR EACH STATEMENT EXECUTE FUNCTION append_to_ledger();

CREATE TRIGGER ledger_entry_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER ledger_entry_moves_badges AFTER INSERT ON public.ledger_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_badge_members();

CREATE TRIGGER ledger_entry_moves_challenges AFTER INSERT ON public.ledger_entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_challenge_members();

CREATE TRIGGER ledger_reversal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_reversal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER participation_event_moves_badges AFTER INSERT ON public.participation_event REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_badge_pauses();

CREATE TRIGGER points_exchange_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.points_exchange FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER programme_calendar_begins AFTER INSERT ON public.programme FOR EACH ROW EXECUTE FUNCTION note_calendar_of_programme();

CREATE TRIGGER programme_calendar_changes AFTER UPDATE ON public.programme FOR EACH ROW WHEN ((((old.time_zone IS DISTINCT FROM new.time_zone) OR (old.status IS DISTINCT FROM new.status)) OR (old.grace_hours IS DISTINCT FROM new.grace_hours))) EXECUTE FUNCTION note_calendar_of_programme();

CREATE TRIGGER programme_moves_badges AFTER UPDATE OF time_zone ON public.programme FOR EACH ROW WHEN ((old.time_zone IS DISTINCT FROM new.time_zone)) EXECUTE FUNCTION recount_badges_of_programme();

CREATE TRIGGER programme_settings AFTER UPDATE ON public.programme FOR EACH ROW EXECUTE FUNCTION note_changed_settings();

CREATE TRIGGER programme_calendar_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.programme_calendar FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER programme_head_moves_on BEFORE UPDATE ON public.programme_head FOR EACH ROW WHEN (((new.programme_id <> old.programme_id) OR (new.fact_sequence < old.fact_sequence) OR (new.booked_sequence < old.booked_sequence) OR (new.ledger_number < old.ledger_number) OR (new.settings_version < old.settings_version))) EXECUTE FUNCTION refuse_step_back();

CREATE TRIGGER programme_head_stays BEFORE DELETE OR TRUNCATE ON public.programme_head FOR EACH STATEMENT EXECUTE FUNCTION refuse_step_back();

CREATE TRIGGER recognition_draw_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.recognition_draw FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER recognition_request_takes_place AFTER INSERT OR UPDATE ON public.recognition_request FOR EACH ROW EXECUTE FUNCTION count_recognition_places();

CREATE TRIGGER rescoring_settings AFTER UPDATE ON public.rescoring FOR EACH ROW WHEN (((new.status = 'BOOKING'::text) AND (old.status = 'PREVIEWED'::text))) EXECUTE FUNCTION note_changed_settings();

CREATE TRIGGER rescoring_step_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.rescoring_step FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER reward_policy_step_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reward_policy_step FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER rule_set_begins BEFORE INSERT ON public.rule_set FOR EACH ROW WHEN (((new.status <> 'DRAFT'::text) OR (new.effective_from IS NOT NULL))) EXECUTE FUNCTION refuse_decided_rule_set();

CREATE TRIGGER rule_set_kept BEFORE DELETE OR TRUNCATE ON public.rule_set FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_rule_set();

CREATE TRIGGER rule_set_life BEFORE UPDATE ON public.rule_set FOR EACH ROW EXECUTE FUNCTION guard_rule_set();

CREATE TRIGGER rule_set_settings AFTER UPDATE ON public.rule_set FOR EACH ROW WHEN (((new.status = 'SCHEDULED'::text) OR (old.status = 'SCHEDULED'::text))) EXECUTE FUNCTION note_changed_settings();

CREATE TRIGGER rule_set_settings_new AFTER INSERT ON public.rule_set FOR EACH ROW WHEN ((new.status = 'SCHEDULED'::text)) EXECUTE FUNCTION note_changed_settings();

CREATE TRIGGER rule_set_step_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.rule_set_step FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER season_calendar_changes AFTER INSERT OR DELETE OR UPDATE ON public.season FOR EACH ROW EXECUTE FUNCTION note_calendar_of_season();

CREATE TRIGGER season_moves_badges AFTER INSERT OR DELETE OR UPDATE OF starts_on, ends_on ON public.season FOR EACH ROW EXECUTE FUNCTION recount_badges_of_season();

CREATE TRIGGER season_settings AFTER INSERT OR DELETE OR UPDATE ON public.season FOR EACH ROW EXECUTE FUNCTION note_changed_settings();

CREATE TRIGGER season_ceremony_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.season_ceremony FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();

CREATE TRIGGER season_podium_place_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.season_podium_place FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
