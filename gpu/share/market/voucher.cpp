#include "gpu/share/market/voucher.h"

#include "core/chain/operations/set.h"
#include "core/chain/operations/transfer.h"
#include "core/json/parser.h"
#include "core/json/writer.h"

#include <algorithm>

namespace ain::market {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 NoNonce = -1;
constexpr qint64 ClockSlackMs = 600'000;
const json::ParseLimits Limits{MaxVoucherBytes, 10, 4 * MaxJobsPerTab};

tl::unexpected<Error> refuse(const QString &what) { return failure(errors::ShareVoucher, {{u"what"_s, what}}); }

bool hasExactly(const json::Value &value, std::initializer_list<QStringView> members)
{
    return value.isObject() && value.object().size() == members.size()
        && std::all_of(members.begin(), members.end(),
                       [&](QStringView member) { return value.object().contains(member); });
}

/// An integer written as one.
std::optional<qint64> integer(const json::Value &value, qint64 least, qint64 most)
{
    if (!value.isNumber())
        return std::nullopt;
    const qint64 number = value.toInteger(least - 1);
    if (number < least || number > most)
        return std::nullopt;
    return number;
}

Result<QStringList> readJobs(const json::Value &list)
{
    if (!list.isArray() || list.array().empty() || list.array().size() > std::size_t(MaxJobsPerTab))
        return refuse(u"jobs"_s);
    QStringList jobs;
    for (const json::Value &job : list.array()) {
        const QString &text = job.string();
        if (!isSha256Text(text) || (!jobs.isEmpty() && jobs.constLast() >= text))
            return refuse(u"jobs"_s);
        jobs.append(text);
    }
    return jobs;
}

Result<json::Value> readMessage(const QByteArray &message)
{
    if (message.size() > MaxVoucherBytes)
        return refuse(u"size"_s);
    auto value = json::parse(message, Limits);
    if (!value)
        return refuse(u"canonical"_s);
    // One meaning has one writing: what is kept, compared and shown is what was sent.
    if (json::canonical(*value) != message)
        return refuse(u"canonical"_s);
    if (!hasExactly(*value, {u"v", u"app", u"session", u"seq", u"jobs", u"tx"}) || (*value)[u"v"] != json::Value(1))
        return refuse(u"shape"_s);
    return value;
}

} // namespace

Result<json::Value> voucherBody(const AppDefinition &app, const SessionTerms &session, const VoucherTerms &terms,
                                qint64 timestampMs, qint64 gasPrice)
{
    if (terms.seq < 0 || terms.seq >= MaxTabs || !isSessionId(terms.session))
        return failure(errors::ShareTerms, {{u"what"_s, u"session"_s}});
    if (terms.settle.amount <= Amount() || terms.settle.amount > session.tabCap)
        return failure(errors::ShareTerms, {{u"what"_s, u"cap"_s}});
    json::Value transfer = chain::transferOperation(session.requester, session.provider,
                                                    transferKey(terms.session, terms.seq), terms.settle.amount);
    auto settle = chain::setValueOperation(app.settlePath(terms.session, terms.seq), terms.settle.toJson());
    if (!settle)
        return settle;
    auto operation = chain::setOperation({std::move(transfer), *std::move(settle)});
    if (!operation)
        return operation;
    return json::Value(json::Object{{u"operation"_s, *std::move(operation)},
                                    {u"nonce"_s, NoNonce},
                                    {u"timestamp"_s, timestampMs},
                                    {u"gas_price"_s, gasPrice}});
}

QByteArray voucherMessage(const AppDefinition &app, const Voucher &voucher)
{
    json::Array jobs;
    for (const QString &job : voucher.jobs)
        jobs.emplace_back(job);
    return json::canonical(json::Object{{u"v"_s, 1},
                                        {u"app"_s, app.name},
                                        {u"session"_s, voucher.terms.session},
                                        {u"seq"_s, voucher.terms.seq},
                                        {u"jobs"_s, std::move(jobs)},
                                        {u"tx"_s, voucher.transaction.toJson()}});
}

Result<QString> sessionOfMessage(const QByteArray &message)
{
    auto value = readMessage(message);
    if (!value)
        return failure(value.error());
    const QString &id = (*value)[u"session"].string();
    if (!isSessionId(id))
        return refuse(u"session"_s);
    return id;
}

Result<Voucher> readVoucher(const QByteArray &message, const VoucherCheck &check)
{
    auto value = readMessage(message);
    if (!value)
        return failure(value.error());
    if ((*value)[u"app"] != json::Value(check.app.name) || (*value)[u"session"] != json::Value(check.sessionId))
        return refuse(u"session"_s);
    Voucher voucher;
    voucher.terms.session = check.sessionId;
    const auto seq = integer((*value)[u"seq"], 0, MaxTabs - 1);
    if (!seq)
        return refuse(u"sequence"_s);
    voucher.terms.seq = int(*seq);
    auto jobs = readJobs((*value)[u"jobs"]);
    if (!jobs)
        return failure(jobs.error());
    voucher.jobs = *std::move(jobs);

    const json::Value &wire = (*value)[u"tx"];
    if (!hasExactly(wire, {u"tx_body", u"signature"}))
        return refuse(u"shape"_s);
    const json::Value &body = wire[u"tx_body"];
    const json::Array &operations = body.at({u"operation", u"op_list"}).array();
    if (operations.size() != 2)
        return refuse(u"operations"_s);
    auto settle = SettleRecord::fromJson(operations[1][u"value"]);
    if (!settle)
        return refuse(u"amount"_s);
    voucher.terms.settle = *std::move(settle);
    if (voucher.terms.settle.jobs != voucher.jobs.size())
        return refuse(u"jobs"_s);
    if (voucher.terms.settle.amount > check.session.tabCap)
        return refuse(u"cap"_s);
    const auto gasPrice = integer(body[u"gas_price"], check.minGasPrice, MaxGasPrice);
    if (!gasPrice)
        return refuse(u"gas_price"_s);
    const auto timestamp = integer(body[u"timestamp"], 1, check.nowMs + ClockSlackMs);
    if (!timestamp)
        return refuse(u"time"_s);
    if (check.nowMs >= check.session.expiresMs)
        return refuse(u"expired"_s);
    // The only body that says this. Whatever else is in the received one, or is missing in it, makes it another.
    auto expected = voucherBody(check.app, check.session, voucher.terms, *timestamp, *gasPrice);
    if (!expected || *expected != body)
        return refuse(u"operations"_s);
    auto transaction = chain::SignedTransaction::fromJson(wire, check.chainId);
    if (!transaction)
        return refuse(u"signature"_s);
    if (transaction->sender != check.session.requester)
        return refuse(u"signer"_s);
    voucher.transaction = *std::move(transaction);
    return voucher;
}

Result<> checkAgainstWork(const Voucher &voucher, const SessionTerms &session, const QList<WorkItem> &items)
{
    QStringList jobs;
    qint64 units = 0;
    for (const WorkItem &item : items) {
        jobs.append(item.job);
        units += item.units;
    }
    jobs.sort();
    if (jobs != voucher.jobs)
        return refuse(u"jobs"_s);
    if (units != voucher.terms.settle.units)
        return refuse(u"units"_s);
    if (amountFor(session.pricePerMps, units) != voucher.terms.settle.amount)
        return refuse(u"price"_s);
    if (receiptsRoot(items) != voucher.terms.settle.receiptsRoot)
        return refuse(u"root"_s);
    return {};
}

} // namespace ain::market
