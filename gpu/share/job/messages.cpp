#include "gpu/share/job/messages.h"

#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/check/challenge.h"
#include "gpu/share/job/bodies.h"
#include "gpu/share/job/closedreader.h"

#include <array>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr int Version = 1;
constexpr json::ParseLimits Limits{.maxBytes = MaxMessageBytes, .maxDepth = 8, .maxValues = 2000};

/// In the order of Body.
constexpr std::array<QStringView, std::variant_size_v<Body>> Kinds = {u"capacity", u"post",    u"claim",   u"grant",
                                                                      u"progress", u"release", u"deliver", u"open",
                                                                      u"opened",   u"dispute", u"verdict"};

template<std::size_t I = 0>
Body readBody(std::size_t kind, ClosedReader &in)
{
    if constexpr (I < std::variant_size_v<Body>) {
        if (kind != I)
            return readBody<I + 1>(kind, in);
        std::variant_alternative_t<I, Body> body;
        detail::read(in, body);
        return body;
    }
    in.refuse(u"kind");
    return {};
}

} // namespace

QString kindOf(const Body &body) { return Kinds[body.index()].toString(); }

QByteArray encode(const Message &message)
{
    json::Object object{
        {u"v"_s, Version},         {u"kind"_s, kindOf(message.body)},    {u"job"_s, message.job},
        {u"ts"_s, message.saidAt}, {u"from"_s, message.from.toString()}, {u"body"_s, detail::toJson(message.body)}};
    if (!message.signature.isEmpty())
        object.set(u"sig"_s, message.signature);
    return json::canonical(object);
}

Result<Message> parseMessage(QByteArrayView utf8)
{
    const auto value = json::parse(utf8, Limits);
    if (!value)
        return failure(value.error());
    const qint64 version = (*value)[u"v"].toInteger();
    if (version > Version)
        return failure(errors::ShareNewer, {{u"version"_s, version}});
    ClosedReader in(*value);
    in.constant(u"v", Version);
    const QString kind = in.word(u"kind");
    const auto *const found = std::find(Kinds.begin(), Kinds.end(), kind);
    if (found == Kinds.end())
        in.refuse(u"kind");
    const bool isToHub = found == Kinds.begin();
    if (isToHub && utf8.size() > MaxCapacityBytes)
        in.limit(u"capacity", MaxCapacityBytes);
    Message message;
    if (isToHub)
        in.constant(u"job", QString());
    else
        message.job = in.hex(u"job");
    message.saidAt = in.integer(u"ts", 0, MostTime);
    message.from = in.address(u"from");
    ClosedReader body(in.object(u"body"));
    if (in.isFine())
        message.body = readBody(std::size_t(found - Kinds.begin()), body);
    in.join(body.end());
    if (in.has(u"sig"))
        message.signature = in.word(u"sig", 200);
    if (in.isFine()) {
        if (const auto *post = std::get_if<Post>(&message.body);
            post != nullptr && (post->header.job != message.job || post->header.requester != message.from))
            in.refuse(u"job");
        if (const auto *deliver = std::get_if<Deliver>(&message.body);
            deliver != nullptr && (deliver->receipt.job != message.job || deliver->receipt.provider != message.from))
            in.refuse(u"receipt");
    }
    if (auto end = in.end(); !end)
        return failure(end.error());
    return message;
}

bool isDrawn(const Open &open, QStringView job, const TraceCommitment &commitment)
{
    const QByteArray nonce = QByteArray::fromHex(open.nonce.toLatin1());
    return !open.steps.isEmpty() && open.steps == challengedSteps(nonce, job, commitment);
}

QString signedText(const Message &message)
{
    const QByteArray body = json::canonical(detail::toJson(message.body));
    return u"%1:%2:%3:%4"_s.arg(kindOf(message.body), message.job.isEmpty() ? u"hub"_s : message.job,
                                QString::number(message.saidAt), crypto::toHex(crypto::sha256(body)));
}

Result<> verify(const Message &message, int chainId, const QList<Delegation> &delegations)
{
    return verifySpoken(signedText(message), message.signature, message.from, message.saidAt, delegations, chainId);
}

Result<Message> receive(QByteArrayView utf8, int chainId, ReplayGuard &guard, qint64 nowMs)
{
    auto message = parseMessage(utf8);
    if (!message)
        return message;
    if (auto signature = verify(*message, chainId); !signature)
        return failure(signature.error());
    if (auto admitted = guard.admit(message->from.toString(), signedText(*message), message->saidAt, nowMs); !admitted)
        return failure(admitted.error());
    return message;
}

} // namespace ain::share
