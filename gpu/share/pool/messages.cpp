#include "gpu/share/pool/messages.h"

#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/job/closedreader.h"
#include "gpu/share/job/words.h"
#include "gpu/share/pool/errors.h"
#include "gpu/share/pool/membership.h"

#include <QtEndian>

#include <algorithm>

namespace ain::pool {

using namespace Qt::StringLiterals;
using share::ClosedReader;

namespace {

constexpr int Version = 1;
constexpr qsizetype TokenChars = 32;
constexpr qsizetype ImageChars = 16;
constexpr qsizetype JobIdChars = 64;
constexpr qint64 MostAttempts = 1'000'000;
constexpr qsizetype MaxTextBytes = 400;
constexpr qsizetype MaxCodeChars = 80;
constexpr int MostSide = 4096;
constexpr qsizetype MaxFilesOfModel = 6;
constexpr std::array<QStringView, 3> StateNames = {u"idle", u"drawing", u"away"};
constexpr qint64 MostCount = 1'000'000'000;

bool isHex(QStringView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

tl::unexpected<Error> refused(const QString &what, const QString &detail = {})
{
    return failure(errors::PoolMessage, {{u"what"_s, what}}, detail);
}

json::Object toJson(const Offer &offer)
{
    json::Array files;
    for (const share::ModelFile &file : offer.files) {
        json::Object entry;
        entry.set(u"role"_s, file.role);
        entry.set(u"sha256"_s, file.sha256);
        files.emplace_back(std::move(entry));
    }
    json::Object object;
    object.set(u"id"_s, offer.id);
    object.set(u"family"_s, offer.family);
    object.set(u"class"_s, share::className(offer.precision));
    object.set(u"files"_s, std::move(files));
    object.set(u"steps"_s, offer.steps);
    object.set(u"cfg"_s, offer.guidance);
    object.set(u"side"_s, offer.side);
    return object;
}

Offer readOffer(ClosedReader &outer, const json::Value &value)
{
    ClosedReader in(value);
    Offer offer;
    offer.id = in.text(u"id", MaxTextBytes);
    offer.family = in.word(u"family");
    if (!share::isFamily(offer.family))
        in.refuse(u"family");
    const auto precision = share::classOf(in.word(u"class", 1));
    if (!precision)
        in.refuse(u"class");
    offer.precision = precision.value_or(share::PrecisionClass::A);
    for (const json::Value &one : in.array(u"files", MaxFilesOfModel)) {
        ClosedReader inner(one);
        share::ModelFile file;
        file.role = inner.word(u"role");
        file.sha256 = inner.hex(u"sha256");
        in.join(inner.end());
        offer.files.append(file);
    }
    if (offer.files.isEmpty() || offer.files.constFirst().role != u"model")
        in.refuse(u"files");
    offer.steps = int(in.integer(u"steps", 1, share::MaxJobSteps));
    offer.guidance = in.number(u"cfg", 0, 100);
    offer.side = int(in.integer(u"side", 1, MostSide));
    outer.join(in.end());
    return offer;
}

Result<json::Value> parsed(QByteArrayView body, qsizetype most, const QString &what)
{
    auto value = json::parse(body, {.maxBytes = most, .maxDepth = 6, .maxValues = 4000});
    if (!value)
        return refused(what, value.error().code.toString());
    return value;
}

} // namespace

QString priorityName(Priority priority) { return priority == Priority::High ? u"high"_s : u"normal"_s; }

QString modelToken(QStringView sha256) { return sha256.left(TokenChars).toString(); }

bool isJobId(QStringView text) { return text.size() == JobIdChars && isHex(text); }

QString jobSubject(const share::JobSpec &spec, Priority priority)
{
    return u"JOBS.%1.%2.%3"_s.arg(share::className(spec.model.precision), modelToken(spec.model.files.value(0).sha256),
                                  priorityName(priority));
}

QString laneName(QStringView token, Priority priority)
{
    return u"m-%1-%2"_s.arg(token.toString(), priorityName(priority));
}

QString laneFilter(QStringView token, Priority priority)
{
    return u"JOBS.*.%1.%2"_s.arg(token.toString(), priorityName(priority));
}

QStringList lanesOf(const QStringList &tokens)
{
    QStringList lanes;
    for (const Priority priority : {Priority::High, Priority::Normal}) {
        for (const QString &token : tokens)
            lanes.append(laneName(token, priority));
    }
    return lanes;
}

QString resultSubject(QStringView asker, QStringView box, QStringView job)
{
    return u"RESULTS.%1.%2.%3"_s.arg(asker.toString(), box.toString(), job.toString());
}

QString partSubject(QStringView asker, QStringView box, QStringView job, QStringView image, int index)
{
    return u"PARTS.%1.%2.%3.%4.%5"_s.arg(asker.toString(), box.toString(), job.toString(),
                                         image.left(ImageChars).toString(), QString::number(index));
}

QString jobOfMessageId(QStringView messageId) { return messageId.left(JobIdChars).toString(); }

qint64 attemptOf(QByteArrayView ack)
{
    const QList<QByteArray> tokens = ack.toByteArray().split('.');
    if (tokens.value(0) != "$JS" || tokens.value(1) != "ACK")
        return 0;
    // Since 2.8 a domain and an account may stand before the stream.
    const qsizetype at = tokens.size() >= 11 ? 6 : 4;
    bool isNumber = false;
    const qint64 attempt = tokens.value(at).toLongLong(&isNumber);
    return isNumber && attempt > 0 ? std::min(attempt, MostAttempts) : 0;
}

Result<Delivery> deliveryOf(const RawDelivery &raw)
{
    Delivery delivery;
    delivery.ack = raw.ack;
    delivery.attempt = attemptOf(raw.ack);
    delivery.job = jobOfMessageId(QString::fromLatin1(raw.messageId));
    delivery.asker = QString::fromLatin1(raw.asker);
    if (delivery.attempt < 1)
        return refused(u"reply"_s);
    if (!isJobId(delivery.job))
        return refused(u"id"_s);
    if (!isBoxName(delivery.asker))
        return refused(u"asker"_s);
    auto spec = share::parseJobSpec(raw.body);
    if (!spec)
        return failure(spec.error());
    if (share::jobId(*spec) != delivery.job)
        return refused(u"id"_s);
    const QString subject = QString::fromLatin1(raw.subject);
    if (subject != jobSubject(*spec, Priority::High) && subject != jobSubject(*spec, Priority::Normal))
        return refused(u"subject"_s);
    delivery.spec = std::move(*spec);
    return delivery;
}

QByteArray encode(const PoolResult &result)
{
    json::Object object;
    object.set(u"v"_s, Version);
    object.set(u"job"_s, result.job);
    object.set(u"box"_s, result.box);
    object.set(u"image"_s, result.image);
    object.set(u"bytes"_s, result.bytes);
    object.set(u"started_at"_s, result.startedMs);
    object.set(u"ended_at"_s, result.endedMs);
    object.set(u"attempt"_s, result.attempt);
    object.set(u"error"_s, result.error);
    return json::canonical(json::Value(std::move(object)));
}

Result<PoolResult> parseResult(QByteArrayView body, QStringView box, QStringView job)
{
    const auto value = parsed(body, MaxResultBytes, u"result"_s);
    if (!value)
        return failure(value.error());
    ClosedReader in(*value);
    in.constant(u"v", Version);
    PoolResult result;
    result.job = in.hex(u"job");
    result.box = in.word(u"box", MaxBoxName);
    result.image = in.hex(u"image", JobIdChars, true);
    result.bytes = in.integer(u"bytes", 0, share::MaxPictureBytes);
    result.startedMs = in.integer(u"started_at", 0, share::MostTime);
    result.endedMs = in.integer(u"ended_at", 0, share::MostTime);
    result.attempt = in.integer(u"attempt", 1, MostAttempts);
    result.error = in.text(u"error", MaxCodeChars);
    if (auto ended = in.end(); !ended)
        return refused(u"result"_s, ended.error().args.value(u"what"_s).toString());
    const bool hasPicture = !result.image.isEmpty() && result.bytes > 0;
    if (result.job != job || result.box != box || hasPicture != result.error.isEmpty())
        return refused(u"result"_s);
    return result;
}

QString stateName(BoxState state) { return StateNames.at(std::size_t(state)).toString(); }

QByteArray encode(const BoxCaps &caps)
{
    json::Array offers;
    for (const Offer &offer : caps.offers.first(std::min(MaxOffers, caps.offers.size())))
        offers.emplace_back(toJson(offer));
    json::Object object;
    object.set(u"v"_s, Version);
    object.set(u"box"_s, caps.box);
    object.set(u"state"_s, stateName(caps.state));
    object.set(u"reason"_s, caps.reason);
    object.set(u"job"_s, caps.job);
    object.set(u"device"_s, caps.device);
    object.set(u"done"_s, caps.done);
    object.set(u"last_hour"_s, caps.lastHour);
    object.set(u"handed_back"_s, caps.handedBack);
    object.set(u"models"_s, std::move(offers));
    return json::canonical(json::Value(std::move(object)));
}

Result<BoxCaps> parseCaps(QByteArrayView body, QStringView box)
{
    const auto value = parsed(body, MaxCapsBytes, u"capabilities"_s);
    if (!value)
        return failure(value.error());
    ClosedReader in(*value);
    in.constant(u"v", Version);
    BoxCaps caps;
    caps.box = in.word(u"box", MaxBoxName);
    const auto state = std::ranges::find(StateNames, QStringView(in.word(u"state")).toString(), &QStringView::toString);
    if (state == StateNames.end())
        in.refuse(u"state");
    else
        caps.state = BoxState(state - StateNames.begin());
    caps.reason = in.text(u"reason", MaxCodeChars);
    caps.job = in.hex(u"job", JobIdChars, true);
    caps.device = in.text(u"device", MaxTextBytes);
    caps.done = in.integer(u"done", 0, MostCount);
    caps.lastHour = in.integer(u"last_hour", 0, MostCount);
    caps.handedBack = in.integer(u"handed_back", 0, MostCount);
    for (const json::Value &one : in.array(u"models", MaxOffers))
        caps.offers.append(readOffer(in, one));
    if (auto ended = in.end(); !ended)
        return refused(u"capabilities"_s, ended.error().args.value(u"what"_s).toString());
    if (caps.box != box)
        return refused(u"capabilities"_s);
    return caps;
}

bool looksLikePng(QByteArrayView bytes, int width, int height)
{
    constexpr QByteArrayView Start("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    if (bytes.size() < 33 || !bytes.startsWith(Start))
        return false;
    const auto number = [&bytes](qsizetype at) { return qFromBigEndian<quint32>(bytes.data() + at); };
    return width < 1 || (number(16) == quint32(width) && number(20) == quint32(height));
}

} // namespace ain::pool
