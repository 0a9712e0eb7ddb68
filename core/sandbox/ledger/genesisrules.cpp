#include "core/sandbox/ledger/genesisrules.h"

#include "core/sandbox/ledger/statetree.h"

#include <array>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

struct Rule {
    QStringView path;
    QStringView write; ///< "false" and "true" become booleans; empty: no write rule
    int gcMax = 0; ///< 0: no state rule
    int gcDeleted = 0;
};

// Who may write where. Each expression has the effect of the public network's rule at that path.
constexpr std::array Rules{
    Rule{u"/", u"false"},
    Rule{u"/accounts/$user_addr/balance", u"'_transfer' === auth.fid"},
    Rule{u"/service_accounts/$service_type/$service_name/$key/balance", u"'_transfer' === auth.fid"},
    Rule{u"/transfer/$from/$to/$key", u"", 10, 10},
    Rule{u"/transfer/$from/$to/$key/value",
         u"util.isNumber(newData) && newData > 0 && util.countDecimals(newData) <= 6 && $from !== $to && "
         u"(auth.addr === $from || util.includes(['_stake', '_unstake', '_collectFee', '_claimReward', '_pay', "
         u"'_claim', "
         u"'_hold', '_release', '_openCheckout', '_closeCheckout', '_closeCheckin'], auth.fid)) && "
         u"(util.isCksumAddr($from) || util.isServAcntName($from, blockNumber)) && "
         u"(util.isCksumAddr($to) || util.isServAcntName($to, blockNumber)) && "
         u"newData <= util.getBalance($from, getValue) && !getValue('/transfer/' + $from + '/' + $to + '/' + $key)"},

    Rule{u"/blockchain_params", u"util.isAppAdmin('consensus', auth.addr, getValue)"},
    Rule{u"/developers/rest_functions", u"util.isAppAdmin('consensus', auth.addr, getValue)"},
    Rule{u"/developers/rest_functions/url_whitelist/$user_addr/$key",
         u"util.isAppAdmin('consensus', auth.addr, getValue) || ($user_addr === auth.addr && "
         u"util.validateRestFunctionsUrlWhitelistData($user_addr, data, newData, getValue))"},

    Rule{u"/manage_app/$app_name/create/$record_id",
         u"util.checkValuePathLen(parsedValuePath, 4) && util.isDict(newData) && data === null && "
         u"getValue('/manage_app/' + $app_name + '/config') === null"},
    Rule{u"/manage_app/$app_name/config/admin",
         u"util.checkValuePathLen(parsedValuePath, 4) && util.validateManageAppAdminConfig(newData) && "
         u"('_createApp' === auth.fid || util.isAppAdmin($app_name, auth.addr, getValue))"},
    Rule{u"/manage_app/$app_name/config/billing",
         u"util.checkValuePathLen(parsedValuePath, 4) && util.validateManageAppBillingConfig(newData) && "
         u"('_createApp' === auth.fid || util.isAppAdmin($app_name, auth.addr, getValue))"},
    Rule{u"/manage_app/$app_name/config/is_public",
         u"util.checkValuePathLen(parsedValuePath, 4) && util.validateManageAppIsPublicConfig(newData) && "
         u"('_createApp' === auth.fid || util.isAppAdmin($app_name, auth.addr, getValue))"},
    Rule{u"/manage_app/$app_name/config/service",
         u"util.checkValuePathLen(parsedValuePath, 4) && util.validateManageAppServiceConfig(newData) && "
         u"('_createApp' === auth.fid || util.isAppAdmin($app_name, auth.addr, getValue))"},

    Rule{u"/staking/balance_total_sum", u"util.includes(['_stake', '_unstake'], auth.fid)"},
    Rule{u"/staking/$service_name/balance_total", u"util.includes(['_stake', '_unstake'], auth.fid)"},
    Rule{u"/staking/$service_name/$user_addr/$staking_key/expire_at",
         u"util.includes(['_stake', '_handleOffenses'], auth.fid)"},
    Rule{u"/staking/$service_name/$user_addr/$staking_key/stake/$record_id", u"", 200, 100},
    Rule{u"/staking/$service_name/$user_addr/$staking_key/stake/$record_id/value",
         u"auth.addr === $user_addr && util.isNumber(newData) && newData >= 0 && data === null && "
         u"newData <= getValue('/accounts/' + $user_addr + '/balance')"},
    Rule{u"/staking/$service_name/$user_addr/$staking_key/unstake/$record_id", u"", 200, 100},
    Rule{u"/staking/$service_name/$user_addr/$staking_key/unstake/$record_id/value",
         u"auth.addr === $user_addr && util.isNumber(newData) && newData > 0 && data === null && "
         u"util.getBalance(util.toServiceAccountName('staking', $service_name, $user_addr + '|' + $staking_key), "
         u"getValue) >= newData"},

    Rule{u"/payments/$service_name/$user_addr/$payment_key/pay/$record_id",
         u"util.checkValuePathLen(parsedValuePath, 6) && data === null && util.isDict(newData) && "
         u"util.isNumber(newData.amount) && newData.amount > 0 && util.isAppAdmin($service_name, auth.addr, getValue)",
         200, 100},
    Rule{u"/payments/$service_name/$user_addr/$payment_key/claim/$record_id",
         u"util.checkValuePathLen(parsedValuePath, 6) && data === null && util.isDict(newData) && "
         u"util.isNumber(newData.amount) && newData.amount > 0 && "
         u"(util.isServAcntName(newData.target, blockNumber) || util.isCksumAddr(newData.target)) && "
         u"util.isAppAdmin($service_name, auth.addr, getValue)",
         200, 100},

    Rule{u"/escrow/$source_account/$target_account/$escrow_key/config",
         u"getValue('/escrow/' + $source_account + '/' + $target_account + '/' + $escrow_key + '/config/admin/' + "
         u"auth.addr) === true || data === null"},
    Rule{u"/escrow/$source_account/$target_account/$escrow_key/hold/$record_id",
         u"util.checkValuePathLen(parsedValuePath, 6) && util.isDict(newData) && data === null && "
         u"getValue('/escrow/' + $source_account + '/' + $target_account + '/' + $escrow_key + '/config') !== null && "
         u"(util.isServAcntName($source_account, blockNumber) "
         u"? util.isAppAdminFromServAcntName($source_account, auth.addr, getValue) "
         u": auth.addr === $source_account && util.isCksumAddr($source_account))",
         200, 100},
    Rule{u"/escrow/$source_account/$target_account/$escrow_key/release/$record_id",
         u"util.checkValuePathLen(parsedValuePath, 6) && util.isDict(newData) && data === null && "
         u"util.isNumber(newData.ratio) && newData.ratio >= 0 && newData.ratio <= 1 && "
         u"getValue('/escrow/' + $source_account + '/' + $target_account + '/' + $escrow_key + '/config/admin/' + "
         u"auth.addr) === true",
         200, 100},

    Rule{u"/gas_fee/collect/$block_number", u"", 1000, 200},
    Rule{u"/gas_fee/collect/$block_number/$from/$tx_hash",
         u"util.validateCollectFeeData(data, newData, $from, getValue) && (auth.addr === $from || "
         u"(util.isServAcntName($from, blockNumber) && util.isBillingUser($from, auth.addr, getValue)))"},
    Rule{u"/gas_fee/claim/$user_addr/$record_id",
         u"util.checkValuePathLen(parsedValuePath, 4) && auth.addr === $user_addr && "
         u"util.validateClaimRewardData($user_addr, newData, getValue)",
         200, 100},
    Rule{u"/receipts/$tx_hash", u"", 1000, 200},

    Rule{u"/consensus/number/$number",
         u"newData === null && getValue('/consensus/number/' + (1000 + Number($number))) !== null", 1000, 200},
    Rule{u"/consensus/number/$number/propose",
         u"util.checkValuePathLen(parsedValuePath, 4) && "
         u"util.validateConsensusProposalData(newData, auth.addr, $number, getValue)"},
    Rule{u"/consensus/number/$number/$block_hash/vote/$user_addr",
         u"util.checkValuePathLen(parsedValuePath, 6) && data === null && $user_addr === auth.addr && "
         u"util.validateConsensusVoteData(newData, $user_addr, $block_hash, getValue)"},
    Rule{u"/consensus/proposer_whitelist/$user_addr",
         u"util.isAppAdmin('consensus', auth.addr, getValue) && (newData === true || "
         u"(newData === null && util.getConsensusProposerWhitelistSize(getValue) >= 2))"},
    Rule{u"/consensus/validator_whitelist/$user_addr",
         u"util.isAppAdmin('consensus', auth.addr, getValue) && (newData === true || (newData === null && "
         u"util.getConsensusValidatorWhitelistSize(getValue) > util.getMinNumValidators(getValue)))"},
    Rule{u"/consensus/rewards/$user_addr", u"util.includes(['_distributeFee', '_claimReward'], auth.fid)"},
    Rule{u"/consensus/offense_records/$user_addr", u"'_handleOffenses' === auth.fid"},

    Rule{u"/checkout/requests/$network_name/$chain_id/$token_id/$user_addr/$checkout_id",
         u"(newData === null && '_closeCheckout' === auth.fid) || (util.checkValuePathLen(parsedValuePath, 7) && "
         u"auth.addr === $user_addr && data === null && util.validateCheckoutRequestData($network_name, $chain_id, "
         u"$token_id, $user_addr, $checkout_id, newData, currentTime, getValue))"},
    Rule{u"/checkout/history/$network_name/$chain_id/$token_id/$user_addr/$checkout_id",
         u"util.checkValuePathLen(parsedValuePath, 7) && data === null && "
         u"auth.addr === util.getTokenPoolAddr($network_name, $chain_id, $token_id, getValue) && "
         u"util.validateCheckoutHistoryData($network_name, $chain_id, $token_id, $user_addr, $checkout_id, newData, "
         u"getValue)",
         200, 100},
    Rule{u"/checkout/refunds/$network_name/$chain_id/$token_id/$user_addr/$checkout_id",
         u"util.validateCheckoutRefundData($network_name, $chain_id, $token_id, $user_addr, $checkout_id, auth, "
         u"newData, "
         u"getValue)",
         200, 100},
    Rule{u"/checkout/stats", u"util.includes(['_openCheckout', '_closeCheckout'], auth.fid)"},
    Rule{u"/checkin/requests/$network_name/$chain_id/$token_id/$user_addr/$checkin_id",
         u"(newData === null && data !== null && ('_closeCheckin' === auth.fid || auth.addr === $user_addr)) || "
         u"(util.checkValuePathLen(parsedValuePath, 7) && auth.addr === $user_addr && data === null && "
         u"util.validateCheckinRequestData($network_name, $chain_id, $token_id, $user_addr, $checkin_id, newData, "
         u"currentTime, getValue))"},
    Rule{u"/checkin/history/$network_name/$chain_id/$token_id/$user_addr/$checkin_id",
         u"util.checkValuePathLen(parsedValuePath, 7) && data === null && "
         u"auth.addr === util.getTokenPoolAddr($network_name, $chain_id, $token_id, getValue) && "
         u"util.validateCheckinHistoryData($network_name, $chain_id, $token_id, $user_addr, $checkin_id, newData, "
         u"getValue)",
         200, 100},
    Rule{u"/checkin/stats", u"util.includes(['_openCheckin', '_closeCheckin', '_cancelCheckin'], auth.fid)"},

    Rule{u"/sharding/shard", u"false"},
};

struct Function {
    QStringView path;
    QStringView fid;
};

constexpr std::array Functions{
    Function{u"/transfer/$from/$to/$key/value", u"_transfer"},
    Function{u"/manage_app/$app_name/create/$record_id", u"_createApp"},
    Function{u"/staking/$service_name/$user_addr/$staking_key/stake/$record_id/value", u"_stake"},
    Function{u"/staking/$service_name/$user_addr/$staking_key/unstake/$record_id/value", u"_unstake"},
    Function{u"/payments/$service_name/$user_addr/$payment_key/pay/$record_id", u"_pay"},
    Function{u"/payments/$service_name/$user_addr/$payment_key/claim/$record_id", u"_claim"},
    Function{u"/escrow/$source_account/$target_account/$escrow_key/hold/$record_id", u"_hold"},
    Function{u"/escrow/$source_account/$target_account/$escrow_key/release/$record_id", u"_release"},
    Function{u"/gas_fee/collect/$block_number/$from/$tx_hash", u"_collectFee"},
    Function{u"/gas_fee/claim/$user_addr/$record_id", u"_claimReward"},
    Function{u"/consensus/number/$number/propose", u"_handleOffenses"},
    Function{u"/consensus/number/$number/propose", u"_distributeFee"},
    Function{u"/checkout/requests/$network_name/$chain_id/$token_id/$user_addr/$checkout_id", u"_openCheckout"},
    Function{u"/checkout/history/$network_name/$chain_id/$token_id/$user_addr/$checkout_id", u"_closeCheckout"},
    Function{u"/checkin/requests/$network_name/$chain_id/$token_id/$user_addr/$checkin_id", u"_openCheckin"},
    Function{u"/checkin/requests/$network_name/$chain_id/$token_id/$user_addr/$checkin_id", u"_cancelCheckin"},
    Function{u"/checkin/history/$network_name/$chain_id/$token_id/$user_addr/$checkin_id", u"_closeCheckin"},
};

} // namespace

void writeGenesisRules(StateTree &state)
{
    const Path root{rootLabel(StateRoot::Rules)};
    for (const Rule &rule : Rules) {
        const Path config = root + parsePath(rule.path) + Path{u".rule"_s};
        if (rule.write == u"true" || rule.write == u"false")
            state.write(config + Path{u"write"_s}, rule.write == u"true");
        else if (!rule.write.isEmpty())
            state.write(config + Path{u"write"_s}, rule.write.toString());
        if (rule.gcMax > 0) {
            state.write(
                config + Path{u"state"_s},
                json::Object{{u"gc_max_siblings"_s, rule.gcMax}, {u"gc_num_siblings_deleted"_s, rule.gcDeleted}});
        }
    }
}

void writeGenesisFunctions(StateTree &state)
{
    const Path root{rootLabel(StateRoot::Functions)};
    for (const Function &function : Functions) {
        state.write(root + parsePath(function.path) + Path{u".function"_s, function.fid.toString()},
                    json::Object{{u"function_type"_s, u"NATIVE"_s}, {u"function_id"_s, function.fid.toString()}});
    }
}

} // namespace ain::sandbox
