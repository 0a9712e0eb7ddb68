#include "gpu/share/exchange/answers.h"

#include "core/crypto/hash.h"
#include "core/json/writer.h"
#include "gpu/share/exchange/errors.h"
#include "gpu/share/images/imagebackend.h"
#include "gpu/share/market/errors.h"

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t StatesMost = 2 * MaxOpenedSteps + 4;

int statusOf(const ErrorCode &code)
{
    if (code == errors::ShareSignature || code == errors::ShareStale || code == errors::ShareReplayed)
        return 401;
    if (code == errors::ShareBusy)
        return 429;
    if (code == errors::ShareNotNow)
        return 503;
    if (code == errors::ExchangeJobUnknown || code == errors::ShareSessionUnknown)
        return 404;
    if (code == errors::ShareTabFull || code == errors::ShareRequesterFunds || code == errors::ShareSessionEnded)
        return 402;
    if (code == errors::ShareState)
        return 409;
    return 400;
}

json::Value listOf(const QList<Delegation> &delegations)
{
    json::Array list;
    for (const Delegation &delegation : delegations)
        list.emplace_back(toJson(delegation));
    return list;
}

Result<QList<Delegation>> delegationsIn(const json::Value &value)
{
    const json::Array &list = value[u"delegations"].array();
    if (list.size() > std::size_t(MaxDelegations))
        return failure(errors::ShareFormat, {{u"what"_s, u"delegations"_s}});
    QList<Delegation> delegations;
    for (const json::Value &one : list) {
        auto delegation = delegationFromJson(one);
        if (!delegation)
            return failure(delegation.error());
        delegations.append(*std::move(delegation));
    }
    return delegations;
}

} // namespace

QString jobPurpose(QStringView verb, QStringView job) { return u"market:%1:%2"_s.arg(verb, job); }

http::HttpResponse responseOf(const json::Value &value)
{
    http::HttpResponse response;
    response.body = json::canonical(value);
    return response;
}

http::HttpResponse responseOf(const Answer &answer)
{
    http::HttpResponse response;
    json::Object states;
    for (const auto &[hash, bytes] : answer.states.asKeyValueRange())
        states.set(hash, QString::fromLatin1(bytes.toBase64()));
    // The message stays byte for byte what was signed.
    response.body = "{\"message\":" + encode(answer.message) + ",\"revision\":" + QByteArray::number(answer.revision)
        + ",\"states\":" + json::canonical(states) + ",\"delegations\":" + json::canonical(listOf(answer.delegations))
        + '}';
    return response;
}

http::HttpResponse responseOf(const HandedOver &handedOver)
{
    json::Object told;
    told.set(u"receipt"_s, toJson(handedOver.receipt));
    told.set(u"delegations"_s, listOf(handedOver.delegations));
    told.set(u"sealed"_s, handedOver.sealed);
    return responseOf(json::Value(std::move(told)));
}

Result<HandedOver> handedOverOf(const json::Value &value)
{
    auto receipt = receiptFromJson(value[u"receipt"]);
    if (!receipt)
        return failure(receipt.error());
    auto delegations = delegationsIn(value);
    if (!delegations)
        return failure(delegations.error());
    HandedOver handedOver;
    handedOver.receipt = *std::move(receipt);
    handedOver.delegations = *std::move(delegations);
    handedOver.sealed = value[u"sealed"].string();
    return handedOver;
}

http::HttpResponse responseOf(const Error &error)
{
    json::Object args;
    for (const auto &[name, value] : error.args.asKeyValueRange())
        args.set(name, value.toString());
    json::Object told;
    // What is wrong with a voucher decides what its writer does next.
    const bool isVoucher = error.code == errors::ShareVoucher;
    const QString code = error.code.toString();
    told.set(u"code"_s, isVoucher ? code + u'.' + error.args.value(u"what"_s).toString() : code);
    told.set(u"message"_s, code);
    told.set(u"args"_s, std::move(args));
    auto response = responseOf(json::Value(json::Object{{u"error"_s, std::move(told)}}));
    response.status = statusOf(error.code);
    return response;
}

tl::unexpected<Error> failureOf(const ErrorCode &code, const QString &name, const QString &value)
{
    return failure(code, {{name, value}});
}

Result<Answer> answerOf(const json::Value &value)
{
    auto message = parseMessage(json::canonical(value[u"message"]));
    if (!message)
        return failure(message.error());
    Answer answer;
    answer.message = *std::move(message);
    answer.revision = value[u"revision"].toInteger();
    auto delegations = delegationsIn(value);
    if (!delegations)
        return failure(delegations.error());
    answer.delegations = *std::move(delegations);
    const json::Object &states = value[u"states"].object();
    qsizetype bytes = 0;
    if (states.size() > StatesMost)
        return failure(errors::ShareFormat, {{u"what"_s, u"states"_s}});
    for (const auto &[hash, text] : states) {
        const auto decoded =
            QByteArray::fromBase64Encoding(text.string().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
        const QByteArray state = decoded ? *decoded : QByteArray();
        bytes += state.size();
        if (!decoded || bytes > MaxStatesBytes || crypto::toHex(crypto::sha256(state)) != hash)
            return failure(errors::ShareFormat, {{u"what"_s, u"states"_s}});
        answer.states.insert(hash, state);
    }
    return answer;
}

} // namespace ain::share
