// Why each lie is refused.
#include "lies.h"

namespace ain::lying {

using namespace Qt::StringLiterals;

namespace {

struct Reasons {
    QStringList codes;
    QList<QByteArray> lies;
};

const QList<Reasons> &table()
{
    static const QList<Reasons> all = {
        // The value and its proof do not fit.
        {{u"light.proof"_s},
         {"altered_value_honest_proof",
          "wrong_nonce",
          "number_1e308",
          "negative_balance",
          "value_is_an_object",
          "value_is_an_array",
          "value_nested_60_deep",
          "token_owner_altered",
          "number_as_text",
          "other_accounts_proof",
          "present_as_null_in_honest_list",
          "absent_as_present",
          "hash_cut_short",
          "hash_is_a_number",
          "hash_of_the_list_itself_swapped",
          "proof_one_answer_short",
          "proof_parts_reordered",
          "proof_is_null",
          "proof_is_a_text",
          "proof_of_scalars"}},
        // The hashes do not lead to the state hash.
        {{u"light.proof_shape"_s},
         {"altered_value_and_its_hash", "wrong_nonce_and_its_hash", "number_2_to_60", "token_owner_altered_with_hash",
          "present_as_absent", "balance_left_out_of_account", "absent_listed", "list_with_an_extra_child",
          "list_with_a_missing_child", "list_of_hashes_reordered", "label_listed_twice_as_alias",
          "alias_in_place_of_label", "balance_under_its_hex_alias", "proof_truncated_on_its_way",
          "branch_with_another_hash", "branch_nested_without_end", "pages_with_a_child_left_out",
          "pages_with_another_hash"}},
        // A state of no block that is known.
        {{u"light.state_moved"_s},
         {"rules_for_values", "pending_state_for_final", "consistent_state_of_no_block", "old_state_replayed",
          "values_root_listing_altered"}},
        // Too few signed what is shown.
        {{u"light.quorum"_s},
         {"votes_of_random_keys", "votes_of_one_third", "one_validator_votes_many_times", "one_vote_copied_many_times",
          "one_vote_under_other_names", "votes_stolen_of_another_height", "votes_for_another_hash",
          "votes_with_the_hash_rewritten", "votes_against_counted_as_for", "votes_signed_for_another_chain",
          "votes_left_out", "votes_are_rubbish", "flood_of_bad_votes", "header_names_another_set",
          "header_with_an_invented_validator", "header_with_inflated_stakes", "header_without_validators",
          "another_chain_behind_our_genesis"}},
        // Blocks that do not follow one another.
        {{u"light.link"_s},
         {"validators_by_the_thousand", "blocks_not_linked", "state_hash_swapped", "timestamps_in_the_future",
          "epochs_in_the_future", "number_2_to_53", "wrong_parent_hash", "header_fields_of_other_types",
          "header_fields_left_out", "no_blocks_at_all", "last_number_2_to_53"}},
        // Either, by where the client already is.
        {{u"light.link"_s, u"light.quorum"_s},
         {"epoch_gaps_in_the_triple", "block_numbers_skipped", "only_two_blocks_of_the_triple"}},
        // The body is not what the header says.
        {{u"light.body"_s},
         {"receipt_code_altered", "receipt_of_another_transaction", "receipt_missing", "receipt_too_many",
          "amount_of_the_transaction_altered", "transaction_left_out", "signature_of_the_transaction_altered",
          "transaction_said_to_be_included", "hash_beside_the_transaction_altered"}},
        // The same where the header was altered with it.
        {{u"light.body"_s, u"light.quorum"_s},
         {"receipts_of_another_block_replayed", "receipt_hash_mended_too", "another_block_in_its_place",
          "another_block_renumbered", "transaction_in_place_of_another"}},
        // Two histories, both signed.
        {{u"light.alarm"_s}, {"fork_really_signed", "fork_of_blocks_only_it_shows"}},
        // Another network is no gateway of this one.
        {{u"rpc.unreachable"_s}, {"another_chain", "another_chain_id", "another_genesis"}},
        // More than may be looked at, or not in time; a quick machine looks at the list and finds a wrong hash in it.
        {{u"light.proof_shape"_s, u"light.proof"_s, u"rpc.timeout"_s, u"rpc.too_large"_s},
         {"list_of_200000_children", "pages_without_end"}},
        // No answer in time.
        {{u"rpc.timeout"_s}, {"half_open_socket", "slow_drip", "headers_without_end", "headers_of_half_a_megabyte"}},
        // Too long an answer.
        {{u"rpc.too_large"_s}, {"endless_answer", "endless_only_for_reads", "content_length_of_terabytes"}},
        // Not an answer.
        {{u"rpc.malformed"_s},
         {"closes_in_mid_answer", "content_length_too_long", "content_length_too_short", "gzip_bomb", "empty_answer",
          "page_in_place_of_an_answer", "nested_100000_deep", "not_utf8", "infinity", "number_above_the_doubles",
          "id_of_another_question", "duplicate_keys"}},
        // No answer at all.
        {{u"rpc.unreachable"_s},
         {"closes_at_once", "http_500", "redirect_to_another_node", "http_204_without_content"}},
        // A gateway that does not want to.
        {{u"rpc.refused"_s},
         {"error_in_place_of_an_answer", "version_error_for_everything", "error_envelope_with_the_answer"}},
        {{u"rpc.rate_limited"_s}, {"http_429_for_ever"}},
        // True, only old; an app's own word; or nothing that a light client asks. Nothing is refused.
        {{},
         {"old_blocks_and_state_replayed", "text_that_forges_a_subtree", "balance_by_get_balance_differs",
          "nonce_by_get_nonce_differs", "raw_status_empty", "raw_status_null", "raw_status_rubbish",
          "raw_status_with_5000_blocks"}},
    };
    return all;
}

} // namespace

std::optional<QStringList> reasonsFor(const QByteArray &lie)
{
    for (const Reasons &reasons : table()) {
        if (reasons.lies.contains(lie))
            return reasons.codes;
    }
    return std::nullopt;
}

} // namespace ain::lying
