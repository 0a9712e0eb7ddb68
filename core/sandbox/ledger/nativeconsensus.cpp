// Fees, rewards and offences (chain.md 4, 8).
#include "core/sandbox/ledger/functions.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ain::sandbox {

namespace {

constexpr double YearMs = 365.25 * 24 * 60 * 60 * 1000;
const QString FeeAccount = u"gas_fee|gas_fee|unclaimed"_s;

} // namespace

NativeFunctions::Outcome NativeFunctions::collectFee(NativeCall &call)
{
    return {transfer(call, call.params.value(u"from"_s), FeeAccount, call.value[u"amount"].toDouble())
                ? codes::Success
                : codes::FunctionFailure};
}

// The proposal of block N pays for block N-1, whose votes are known by then.
NativeFunctions::Outcome NativeFunctions::distributeFee(NativeCall &call)
{
    const qint64 number = call.params.value(u"number"_s).toLongLong();
    if (number <= 1)
        return {};
    double perStake = 0;
    if (m_executor.value({u"blockchain_params"_s, u"reward"_s, u"type"_s}).toString() == u"FIXED") {
        perStake = std::max(m_executor.parameter(u"reward", u"annual_rate")
                                * m_executor.parameter(u"genesis", u"epoch_ms") / YearMs,
                            0.0);
    }
    const json::Value round = m_executor.value({u"consensus"_s, u"number"_s, QString::number(number - 1)});
    const json::Value &proposal = round[u"propose"];
    const json::Value &votes = round.at({proposal[u"block_hash"].toString(), u"vote"});
    if (!votes.isObject())
        return {codes::FunctionFailure};
    const double fees = proposal[u"gas_cost_total"].toDouble();
    double stakes = 0;
    for (const auto &[address, vote] : votes.object())
        stakes += vote[u"stake"].toDouble();
    double paid = 0;
    std::size_t index = 0;
    for (const auto &[address, vote] : votes.object()) {
        const double stake = vote[u"stake"].toDouble();
        double fee = 0;
        if (fees > 0) {
            fee = ++index == votes.object().size() ? fees - paid : fees * (stake / stakes);
            paid += fee;
        }
        const double reward = fee + perStake * stake;
        if (!(reward > 0))
            continue;
        const Path path{u"consensus"_s, u"rewards"_s, address};
        const json::Value before = m_executor.value(path);
        set(call, path,
            json::Object{{u"unclaimed"_s, before[u"unclaimed"].toDouble() + reward},
                         {u"cumulative"_s, before[u"cumulative"].toDouble() + reward}});
    }
    return {};
}

NativeFunctions::Outcome NativeFunctions::claimReward(NativeCall &call)
{
    const QString address = call.params.value(u"user_addr"_s);
    const Path path{u"consensus"_s, u"rewards"_s, address, u"unclaimed"_s};
    const double unclaimed = m_executor.number(path);
    const double amount = call.value[u"amount"].toDouble();
    if (unclaimed < amount)
        return {codes::FunctionInvalidAmount};
    if (!transfer(call, FeeAccount, address, amount))
        return {codes::FunctionFailure};
    return {set(call, path, unclaimed - amount) ? codes::Success : codes::FunctionInternal};
}

NativeFunctions::Outcome NativeFunctions::handleOffenses(NativeCall &call)
{
    for (const auto &[offender, offenses] : call.value[u"offenses"].object()) {
        double fresh = 0;
        for (const auto &[type, count] : offenses.object())
            fresh += count.toDouble();
        const Path records{u"consensus"_s, u"offense_records"_s, offender};
        add(call, records, fresh);
        const double total = m_executor.number(records);
        if (!(fresh > 0 && fresh < 1000 && total < 1000))
            continue; // beyond that the lock-up would be longer than any number
        double extension = 0;
        for (double n = total - fresh + 1; n <= total; n += 1)
            extension += m_executor.parameter(u"consensus", u"stake_lockup_extension") * std::pow(2, n - 1);
        if (extension > 0) {
            const Path expiry{u"staking"_s, u"consensus"_s, offender, u"0"_s, u"expire_at"_s};
            set(call, expiry, std::max(m_executor.number(expiry), double(m_executor.context().time)) + extension);
        }
    }
    return {};
}

NativeFunctions::Outcome NativeFunctions::updateLatestShardReport(NativeCall &call)
{
    if (!call.value.isString() || call.valuePath.size() < 3)
        return {};
    const Path latest = call.valuePath.first(call.valuePath.size() - 3) + Path{u"latest_block_number"_s};
    const double reported = call.params.value(u"block_number"_s).toDouble();
    if (m_executor.exists(latest) && m_executor.number(latest) >= reported)
        return {};
    return {set(call, latest, reported) ? codes::Success : codes::FunctionFailure};
}

} // namespace ain::sandbox
