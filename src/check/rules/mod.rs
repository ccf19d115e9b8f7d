//! The rules, and the one list of them.
//!
//! * takes: a [`Context`](super::Context)
//! * gives: findings, each rule those of its one code
//! * never does: depend on the order of the rules
//! * where to add: a file and its page here, one `mod` line, one line in [`RULES`]

use super::Rule;

mod acceptance_beyond_authority;
mod acceptance_by_bystander;
mod acceptance_expired;
mod acceptance_rule_missing;
mod acceptance_too_long;
mod accountable_for_everything;
mod age_unknown;
mod approved_by_requester;
mod approver_is_only_author;
mod audit_programme_gap;
mod auditor_audits_own_work;
mod auditor_under_auditee;
mod classification_cycle;
mod classifications_without_join;
mod classified_below_part;
mod clause_lost;
mod clause_unassigned;
mod clearance_missing;
mod climate_not_considered;
mod compound_treatment;
mod contents_too_old;
mod contract_ended;
mod control_decided_twice;
mod control_nobody_asks_for;
mod control_undecided;
mod control_without_reason;
mod criteria_missing;
mod criteria_not_approved;
mod current_without_implemented_control;
mod dates_reversed;
mod decided_in_the_future;
mod declared_twice;
mod declassification_incomplete;
mod deputy_is_holder;
mod documented_information_missing;
mod drop_without_reason;
mod dropped_part_needed;
mod evidence_too_old;
mod exception_expired;
mod exception_incomplete;
mod exclusion_against_facts;
mod exclusion_means_supplier;
mod exclusion_without_reason;
mod fact_not_stated;
mod flow_above_clearance;
mod foreign_currency;
mod holder_left;
mod implemented_without_evidence;
mod independent_role_operates;
mod input_too_old;
mod input_without_provider;
mod leaves_past_communication;
mod level_unreachable;
mod matrix_incomplete;
mod matrix_not_monotone;
mod maturity_not_shown;
mod measure_not_observed;
mod missing_parameter;
mod named_but_not_linked;
mod named_but_unknown;
mod needless_declassification;
mod needless_source;
mod nonconformity_without_cause;
mod nothing_left_to_do;
mod off_scale_value;
mod omission_without_approval;
mod omission_without_reason;
mod organisation_missing;
mod over_budget;
mod own_control_without_title;
mod part_from_two;
mod part_without_provider;
mod past_due;
mod performed_by_nobody;
mod placeholder_text;
mod plan_does_not_add_up;
mod planned_without_plan;
mod policy_covers_nothing;
mod policy_missing;
mod policy_without_approval;
mod process_decided_twice;
mod process_undecided;
mod process_without_owner;
mod providers_disagree;
mod rating_incomplete;
mod reason_not_shared;
mod requirement_without_control;
mod residual_above_inherent;
mod residual_not_accepted;
mod rests_on_excluded_control;
mod result_without_receiver;
mod review_overdue;
mod risk_without_treatment;
mod role_vacant;
mod same_reason;
mod scale_not_ordered;
mod specialises_itself;
mod split_input_lost;
mod split_result_lost;
mod supplier_not_classified;
mod target_below_current;
mod task_before_predecessor;
mod task_cycle;
mod task_ends_late;
mod title_of_another_control;
mod too_many_roles;
mod treatment_without_control;
mod unknown_clause;
mod unknown_funder;
mod unknown_level;
mod unknown_parameter;
mod vague_wording;
mod waiver_expired;
mod waiver_without_reason;
mod wrong_artifact;
mod wrong_parameter_type;

/// Every rule, by name of its file.
pub static RULES: &[Rule] = &[
    Rule { code: &acceptance_beyond_authority::CODE, check: acceptance_beyond_authority::check },
    Rule { code: &acceptance_by_bystander::CODE, check: acceptance_by_bystander::check },
    Rule { code: &acceptance_expired::CODE, check: acceptance_expired::check },
    Rule { code: &acceptance_rule_missing::CODE, check: acceptance_rule_missing::check },
    Rule { code: &acceptance_too_long::CODE, check: acceptance_too_long::check },
    Rule { code: &accountable_for_everything::CODE, check: accountable_for_everything::check },
    Rule { code: &approved_by_requester::CODE, check: approved_by_requester::check },
    Rule { code: &age_unknown::CODE, check: age_unknown::check },
    Rule { code: &approver_is_only_author::CODE, check: approver_is_only_author::check },
    Rule { code: &audit_programme_gap::CODE, check: audit_programme_gap::check },
    Rule { code: &auditor_audits_own_work::CODE, check: auditor_audits_own_work::check },
    Rule { code: &auditor_under_auditee::CODE, check: auditor_under_auditee::check },
    Rule { code: &classification_cycle::CODE, check: classification_cycle::check },
    Rule { code: &classifications_without_join::CODE, check: classifications_without_join::check },
    Rule { code: &classified_below_part::CODE, check: classified_below_part::check },
    Rule { code: &clause_lost::CODE, check: clause_lost::check },
    Rule { code: &clause_unassigned::CODE, check: clause_unassigned::check },
    Rule { code: &clearance_missing::CODE, check: clearance_missing::check },
    Rule { code: &climate_not_considered::CODE, check: climate_not_considered::check },
    Rule { code: &compound_treatment::CODE, check: compound_treatment::check },
    Rule { code: &contents_too_old::CODE, check: contents_too_old::check },
    Rule { code: &contract_ended::CODE, check: contract_ended::check },
    Rule { code: &control_decided_twice::CODE, check: control_decided_twice::check },
    Rule { code: &control_nobody_asks_for::CODE, check: control_nobody_asks_for::check },
    Rule { code: &control_undecided::CODE, check: control_undecided::check },
    Rule { code: &control_without_reason::CODE, check: control_without_reason::check },
    Rule { code: &criteria_missing::CODE, check: criteria_missing::check },
    Rule { code: &criteria_not_approved::CODE, check: criteria_not_approved::check },
    Rule { code: &current_without_implemented_control::CODE, check: current_without_implemented_control::check },
    Rule { code: &dates_reversed::CODE, check: dates_reversed::check },
    Rule { code: &decided_in_the_future::CODE, check: decided_in_the_future::check },
    Rule { code: &declared_twice::CODE, check: declared_twice::check },
    Rule { code: &declassification_incomplete::CODE, check: declassification_incomplete::check },
    Rule { code: &deputy_is_holder::CODE, check: deputy_is_holder::check },
    Rule { code: &documented_information_missing::CODE, check: documented_information_missing::check },
    Rule { code: &drop_without_reason::CODE, check: drop_without_reason::check },
    Rule { code: &dropped_part_needed::CODE, check: dropped_part_needed::check },
    Rule { code: &evidence_too_old::CODE, check: evidence_too_old::check },
    Rule { code: &exception_expired::CODE, check: exception_expired::check },
    Rule { code: &exception_incomplete::CODE, check: exception_incomplete::check },
    Rule { code: &exclusion_against_facts::CODE, check: exclusion_against_facts::check },
    Rule { code: &exclusion_means_supplier::CODE, check: exclusion_means_supplier::check },
    Rule { code: &exclusion_without_reason::CODE, check: exclusion_without_reason::check },
    Rule { code: &fact_not_stated::CODE, check: fact_not_stated::check },
    Rule { code: &flow_above_clearance::CODE, check: flow_above_clearance::check },
    Rule { code: &foreign_currency::CODE, check: foreign_currency::check },
    Rule { code: &holder_left::CODE, check: holder_left::check },
    Rule { code: &implemented_without_evidence::CODE, check: implemented_without_evidence::check },
    Rule { code: &independent_role_operates::CODE, check: independent_role_operates::check },
    Rule { code: &input_too_old::CODE, check: input_too_old::check },
    Rule { code: &input_without_provider::CODE, check: input_without_provider::check },
    Rule { code: &leaves_past_communication::CODE, check: leaves_past_communication::check },
    Rule { code: &level_unreachable::CODE, check: level_unreachable::check },
    Rule { code: &matrix_incomplete::CODE, check: matrix_incomplete::check },
    Rule { code: &matrix_not_monotone::CODE, check: matrix_not_monotone::check },
    Rule { code: &maturity_not_shown::CODE, check: maturity_not_shown::check },
    Rule { code: &measure_not_observed::CODE, check: measure_not_observed::check },
    Rule { code: &missing_parameter::CODE, check: missing_parameter::check },
    Rule { code: &named_but_not_linked::CODE, check: named_but_not_linked::check },
    Rule { code: &named_but_unknown::CODE, check: named_but_unknown::check },
    Rule { code: &needless_declassification::CODE, check: needless_declassification::check },
    Rule { code: &needless_source::CODE, check: needless_source::check },
    Rule { code: &nonconformity_without_cause::CODE, check: nonconformity_without_cause::check },
    Rule { code: &nothing_left_to_do::CODE, check: nothing_left_to_do::check },
    Rule { code: &off_scale_value::CODE, check: off_scale_value::check },
    Rule { code: &omission_without_approval::CODE, check: omission_without_approval::check },
    Rule { code: &omission_without_reason::CODE, check: omission_without_reason::check },
    Rule { code: &organisation_missing::CODE, check: organisation_missing::check },
    Rule { code: &over_budget::CODE, check: over_budget::check },
    Rule { code: &own_control_without_title::CODE, check: own_control_without_title::check },
    Rule { code: &part_from_two::CODE, check: part_from_two::check },
    Rule { code: &part_without_provider::CODE, check: part_without_provider::check },
    Rule { code: &past_due::CODE, check: past_due::check },
    Rule { code: &performed_by_nobody::CODE, check: performed_by_nobody::check },
    Rule { code: &placeholder_text::CODE, check: placeholder_text::check },
    Rule { code: &plan_does_not_add_up::CODE, check: plan_does_not_add_up::check },
    Rule { code: &planned_without_plan::CODE, check: planned_without_plan::check },
    Rule { code: &policy_covers_nothing::CODE, check: policy_covers_nothing::check },
    Rule { code: &policy_missing::CODE, check: policy_missing::check },
    Rule { code: &policy_without_approval::CODE, check: policy_without_approval::check },
    Rule { code: &process_decided_twice::CODE, check: process_decided_twice::check },
    Rule { code: &process_undecided::CODE, check: process_undecided::check },
    Rule { code: &process_without_owner::CODE, check: process_without_owner::check },
    Rule { code: &providers_disagree::CODE, check: providers_disagree::check },
    Rule { code: &rating_incomplete::CODE, check: rating_incomplete::check },
    Rule { code: &reason_not_shared::CODE, check: reason_not_shared::check },
    Rule { code: &requirement_without_control::CODE, check: requirement_without_control::check },
    Rule { code: &residual_above_inherent::CODE, check: residual_above_inherent::check },
    Rule { code: &residual_not_accepted::CODE, check: residual_not_accepted::check },
    Rule { code: &rests_on_excluded_control::CODE, check: rests_on_excluded_control::check },
    Rule { code: &result_without_receiver::CODE, check: result_without_receiver::check },
    Rule { code: &review_overdue::CODE, check: review_overdue::check },
    Rule { code: &risk_without_treatment::CODE, check: risk_without_treatment::check },
    Rule { code: &role_vacant::CODE, check: role_vacant::check },
    Rule { code: &same_reason::CODE, check: same_reason::check },
    Rule { code: &scale_not_ordered::CODE, check: scale_not_ordered::check },
    Rule { code: &specialises_itself::CODE, check: specialises_itself::check },
    Rule { code: &split_input_lost::CODE, check: split_input_lost::check },
    Rule { code: &split_result_lost::CODE, check: split_result_lost::check },
    Rule { code: &supplier_not_classified::CODE, check: supplier_not_classified::check },
    Rule { code: &target_below_current::CODE, check: target_below_current::check },
    Rule { code: &task_before_predecessor::CODE, check: task_before_predecessor::check },
    Rule { code: &task_cycle::CODE, check: task_cycle::check },
    Rule { code: &task_ends_late::CODE, check: task_ends_late::check },
    Rule { code: &title_of_another_control::CODE, check: title_of_another_control::check },
    Rule { code: &too_many_roles::CODE, check: too_many_roles::check },
    Rule { code: &treatment_without_control::CODE, check: treatment_without_control::check },
    Rule { code: &unknown_clause::CODE, check: unknown_clause::check },
    Rule { code: &unknown_funder::CODE, check: unknown_funder::check },
    Rule { code: &unknown_level::CODE, check: unknown_level::check },
    Rule { code: &unknown_parameter::CODE, check: unknown_parameter::check },
    Rule { code: &vague_wording::CODE, check: vague_wording::check },
    Rule { code: &waiver_expired::CODE, check: waiver_expired::check },
    Rule { code: &waiver_without_reason::CODE, check: waiver_without_reason::check },
    Rule { code: &wrong_artifact::CODE, check: wrong_artifact::check },
    Rule { code: &wrong_parameter_type::CODE, check: wrong_parameter_type::check },
];
