// What only members of the pool do: streams, asking, collecting, the fleet, reconciling.
#include "core/crypto/hash.h"
#include "core/json/writer.h"
#include "gpu/share/pool/errors.h"
#include "gpu/share/pool/natshandles.h"

#include <QDateTime>

#include <algorithm>
#include <map>
#include <set>

namespace ain::pool {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *CapsBucket = "CAPS";
constexpr qsizetype MostBoxes = 64;

struct StreamPlan {
    const char *name;
    const char *subject;
    jsRetentionPolicy retention;
    qint64 messages;
    qint64 bytes;
    qint64 perSubject;
    qsizetype messageBytes;
};

} // namespace

Result<> NatsLink::prepare(const StoreLimits &limits)
{
    if (auto opened = open(); !opened)
        return opened;
    const StreamPlan plans[] = {
        // NOLINT(modernize-avoid-c-arrays)
        {"JOBS", "JOBS.>", js_WorkQueuePolicy, limits.jobs, limits.jobBytes, -1, share::MaxSpecBytes + 1024},
        {"RESULTS", "RESULTS.>", js_LimitsPolicy, limits.results, limits.resultBytes, -1, MaxResultBytes + 1024},
        {"PARTS", "PARTS.>", js_LimitsPolicy, -1, limits.pictureBytes, 1, PartBytes + 1024},
    };
    for (const StreamPlan &plan : plans) {
        const char *subjects[] = {plan.subject}; // NOLINT(modernize-avoid-c-arrays)
        jsStreamConfig config{};
        jsStreamConfig_Init(&config);
        config.Name = plan.name;
        config.Subjects = subjects;
        config.SubjectsLen = 1;
        config.Retention = plan.retention;
        config.Storage = js_FileStorage;
        config.MaxMsgs = plan.messages;
        config.MaxBytes = plan.bytes;
        config.MaxMsgsPerSubject = plan.perSubject;
        config.MaxMsgSize = std::int32_t(plan.messageBytes);
        config.MaxAge = limits.keptMs * Nanoseconds;
        config.Duplicates = limits.keptMs * Nanoseconds;
        // What is full says so to who sends; nothing that waits is lost for it.
        config.Discard = js_DiscardNew;
        config.AllowDirect = true;
        // One that is there is not added again: the server would count its bytes twice against the store.
        StreamInfo known;
        auto code = jsErrCode(0);
        natsStatus status = js_GetStreamInfo(Out(known), m_nats->js.get(), plan.name, nullptr, &code);
        const bool isSame = status == NATS_OK && known->Config->MaxBytes == config.MaxBytes
            && known->Config->MaxMsgs == config.MaxMsgs && known->Config->MaxAge == config.MaxAge;
        if (status == NATS_NOT_FOUND)
            status = js_AddStream(nullptr, m_nats->js.get(), &config, nullptr, &code);
        else if (status == NATS_OK && !isSame)
            status = js_UpdateStream(nullptr, m_nats->js.get(), &config, nullptr, &code);
        if (status != NATS_OK)
            return failure(errorOf(status, m_membership.address(), code));
    }
    KeyValues bucket;
    natsStatus status = js_KeyValue(Out(bucket), m_nats->js.get(), CapsBucket);
    if (status == NATS_OK)
        return {};
    kvConfig caps{};
    kvConfig_Init(&caps);
    caps.Bucket = CapsBucket;
    caps.Description = "boxes of the pool";
    caps.MaxValueSize = MaxCapsBytes;
    caps.History = 1;
    caps.TTL = m_times.capsMs * Nanoseconds;
    caps.MaxBytes = 16LL * 1024 * 1024;
    caps.StorageType = js_FileStorage; // one in memory is gone with the server, its name too
    status = js_CreateKeyValue(Out(bucket), m_nats->js.get(), &caps);
    if (status != NATS_OK)
        return failure(errorOf(status, m_membership.address()));
    return {};
}

Result<> NatsLink::openLane(const QString &token, Priority priority)
{
    const QString lane = laneName(token, priority);
    if (m_lanes.contains(lane))
        return {};
    const QByteArray name = lane.toLatin1();
    const QByteArray filter = laneFilter(token, priority).toLatin1();
    jsConsumerConfig config{};
    jsConsumerConfig_Init(&config);
    config.Durable = name.constData();
    config.FilterSubject = filter.constData();
    config.AckPolicy = js_AckExplicit;
    config.AckWait = m_times.leaseMs * Nanoseconds;
    config.MaxDeliver = -1;
    config.MaxAckPending = 1024;
    auto code = jsErrCode(0);
    const natsStatus status = js_AddConsumer(nullptr, m_nats->js.get(), "JOBS", &config, nullptr, &code);
    if (status != NATS_OK)
        return failure(errorOf(status, m_membership.address(), code));
    m_lanes.insert(lane);
    return {};
}

Result<> NatsLink::openResults()
{
    if (m_hasResults)
        return {};
    const QByteArray name = "r-" + m_membership.box.toLatin1();
    const QByteArray filter = "RESULTS." + m_membership.box.toLatin1() + ".>";
    jsConsumerConfig config{};
    jsConsumerConfig_Init(&config);
    config.Durable = name.constData();
    config.FilterSubject = filter.constData();
    config.AckPolicy = js_AckExplicit;
    config.AckWait = m_times.resultLeaseMs * Nanoseconds;
    config.MaxDeliver = -1;
    auto code = jsErrCode(0);
    const natsStatus status = js_AddConsumer(nullptr, m_nats->js.get(), "RESULTS", &config, nullptr, &code);
    if (status != NATS_OK)
        return failure(errorOf(status, m_membership.address(), code));
    auto subscription = m_nats->subscribe("WAKE.results." + m_membership.box.toLatin1());
    if (!subscription)
        return failure(subscription.error());
    m_nats->results = std::move(*subscription);
    m_hasResults = true;
    return {};
}

Result<bool> NatsLink::submit(const share::JobSpec &spec, Priority priority, int publication)
{
    if (auto opened = open(); !opened)
        return failure(opened.error());
    const QString token = modelToken(spec.model.files.value(0).sha256);
    if (auto lane = openLane(token, priority); !lane)
        return failure(lane.error());
    if (auto results = openResults(); !results)
        return failure(results.error());
    QByteArray id = share::jobId(spec).toLatin1();
    if (publication > 0)
        id += '#' + QByteArray::number(publication);
    auto isKnown = m_nats->publish(jobSubject(spec, priority).toLatin1(), json::canonical(share::toJson(spec)), id,
                                   m_membership.box.toLatin1(), m_membership.address(), m_times.requestMs);
    if (!isKnown)
        return isKnown;
    if (auto woken = wake(u"WAKE.jobs."_s + token); !woken)
        return failure(woken.error());
    return isKnown;
}

Result<std::optional<Arrival>> NatsLink::collect()
{
    if (auto opened = open(); !opened)
        return failure(opened.error());
    if (auto results = openResults(); !results)
        return failure(results.error());
    auto message =
        m_nats->next("RESULTS", "r-" + m_membership.box.toLatin1(), m_membership.address(), m_times.requestMs);
    if (!message)
        return failure(message.error());
    natsMsg *raw = message->get();
    if (raw == nullptr)
        return std::optional<Arrival>();
    const QStringList subject = QString::fromLatin1(natsMsg_GetSubject(raw)).split(u'.');
    const QString box = subject.value(2);
    const QString job = subject.value(3);
    Arrival arrival;
    arrival.ack = natsMsg_GetReply(raw);
    const bool isSubject =
        subject.size() == 4 && subject.value(1) == m_membership.box && isBoxName(box) && isJobId(job);
    auto result = parseResult(bodyOf(raw), box, job);
    if (!isSubject || (!result && !isJobId(job))) {
        (void)natsConnection_PublishString(m_nats->connection.get(), arrival.ack.constData(), "+TERM");
        return failure(errors::PoolMessage, {{u"what"_s, u"result"_s}});
    }
    if (!result) {
        arrival.result.job = job;
        arrival.result.box = box;
        arrival.error = result.error();
        return std::optional(std::move(arrival));
    }
    arrival.result = *result;
    if (!result->error.isEmpty()) {
        const QVariantMap args{{u"box"_s, box}, {u"reason"_s, result->error}};
        arrival.error = Error{errors::PoolJobFailed, args};
        return std::optional(std::move(arrival));
    }
    if (auto taken = takeParts(arrival); !taken)
        return failure(taken.error());
    return std::optional(std::move(arrival));
}

/// What is not the picture that was announced goes to Arrival::error; an error is the net's.
Result<> NatsLink::takeParts(Arrival &arrival)
{
    const PoolResult &result = arrival.result;
    const Error wrong{errors::PoolPicture, {{u"box"_s, result.box}}};
    for (int i = 0; i < result.parts(); ++i) {
        const QByteArray subject = partSubject(m_membership.box, result.box, result.job, result.image, i).toLatin1();
        jsDirectGetMsgOptions options{};
        jsDirectGetMsgOptions_Init(&options);
        options.LastBySubject = subject.constData();
        Message part;
        const natsStatus status = js_DirectGetMsg(Out(part), m_nats->js.get(), "PARTS", nullptr, &options);
        if (status != NATS_OK && status != NATS_NOT_FOUND)
            return failure(errorOf(status, m_membership.address()));
        if (status == NATS_NOT_FOUND || bodyOf(part.get()).size() > PartBytes) {
            arrival.error = wrong;
            return {};
        }
        arrival.png.append(bodyOf(part.get()));
        arrival.parts.append(natsMsg_GetSequence(part.get()));
    }
    const bool isRight =
        arrival.png.size() == result.bytes && crypto::toHex(crypto::sha256(arrival.png)) == result.image;
    if (!isRight || !looksLikePng(arrival.png)) {
        arrival.png.clear();
        arrival.error = wrong;
    }
    return {};
}

Result<> NatsLink::settle(const QByteArray &ack, const QList<quint64> &parts)
{
    if (auto opened = open(); !opened)
        return opened;
    Message answer;
    natsStatus status =
        natsConnection_RequestString(Out(answer), m_nats->connection.get(), ack.constData(), "+ACK", m_times.requestMs);
    if (status != NATS_OK)
        return failure(errorOf(status, m_membership.address()));
    // One by one: to purge by subject, the server reads all that it has. What is gone already is fine; what a box
    // drew in vain goes with its age.
    for (const quint64 part : parts)
        (void)js_DeleteMsg(m_nats->js.get(), "PARTS", part, nullptr, nullptr);
    return {};
}

Result<Fleet> NatsLink::fleet()
{
    if (auto opened = open(); !opened)
        return failure(opened.error());
    Fleet fleet;
    for (const auto &[stream, count] : {std::pair("JOBS", &fleet.queued), std::pair("RESULTS", &fleet.results)}) {
        StreamInfo info;
        auto code = jsErrCode(0);
        const natsStatus status = js_GetStreamInfo(Out(info), m_nats->js.get(), stream, nullptr, &code);
        if (status != NATS_OK)
            return failure(errorOf(status, m_membership.address(), code));
        *count = qint64(info->State.Msgs);
    }
    KeyValues bucket;
    natsStatus status = js_KeyValue(Out(bucket), m_nats->js.get(), CapsBucket);
    if (status != NATS_OK)
        return failure(errorOf(status, m_membership.address()));
    kvKeysList keys{};
    status = kvStore_Keys(&keys, bucket.get(), nullptr);
    if (status != NATS_OK && status != NATS_NOT_FOUND)
        return failure(errorOf(status, m_membership.address()));
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    for (int i = 0; i < keys.Count && fleet.boxes.size() < MostBoxes; ++i) {
        const QString name = QString::fromLatin1(keys.Keys[i]);
        Entry entry;
        if (!isBoxName(name) || kvStore_Get(Out(entry), bucket.get(), keys.Keys[i]) != NATS_OK)
            continue; // gone meanwhile
        const QByteArrayView body(static_cast<const char *>(kvEntry_Value(entry.get())), kvEntry_ValueLen(entry.get()));
        auto caps = parseCaps(body, name);
        if (!caps)
            continue; // of another version, or damaged
        const qint64 age = std::max<qint64>(0, now - kvEntry_Created(entry.get()) / Nanoseconds);
        fleet.boxes.append({.caps = std::move(*caps), .ageMs = age});
    }
    kvKeysList_Destroy(&keys);
    std::ranges::sort(fleet.boxes, {}, [](const FleetBox &box) { return box.caps.box; });
    return fleet;
}

namespace {

/// Ids of the jobs that have a result; `filter` is a subject of RESULTS.
Result<QSet<QString>> resultIds(jsCtx *js, const QByteArray &filter, const QString &address)
{
    jsOptions options{};
    jsOptions_Init(&options);
    options.Stream.Info.SubjectsFilter = filter.constData();
    StreamInfo info;
    auto code = jsErrCode(0);
    const natsStatus status = js_GetStreamInfo(Out(info), js, "RESULTS", &options, &code);
    if (status != NATS_OK)
        return failure(errorOf(status, address, code));
    QSet<QString> ids;
    const jsStreamStateSubjects *subjects = info->State.Subjects;
    for (int i = 0; subjects != nullptr && i < subjects->Count; ++i)
        ids.insert(QString::fromLatin1(subjects->List[i].Subject).section(u'.', 3, 3));
    return ids;
}

/// Up to which sequence the server takes the jobs of a lane as done.
class AckFloors {
public:
    explicit AckFloors(jsCtx *js) : m_js(js) { }
    quint64 of(const QString &subject)
    {
        const QByteArray lane = u"m-%1-%2"_s.arg(subject.section(u'.', 2, 2), subject.section(u'.', 3, 3)).toLatin1();
        const auto known = m_floors.find(lane);
        if (known != m_floors.end())
            return known->second;
        ConsumerInfo info;
        auto code = jsErrCode(0);
        const bool isThere = js_GetConsumerInfo(Out(info), m_js, "JOBS", lane.constData(), nullptr, &code) == NATS_OK;
        return m_floors.emplace(lane, isThere ? info->AckFloor.Stream : 0).first->second;
    }

private:
    jsCtx *m_js;
    std::map<QByteArray, quint64> m_floors;
};

} // namespace

Result<Reconciled> NatsLink::reconcile()
{
    if (auto opened = open(); !opened)
        return failure(opened.error());
    const QString address = m_membership.address();
    jsCtx *js = m_nats->js.get();
    StreamInfo jobs;
    auto code = jsErrCode(0);
    // By what is there, not by the next of a subject: after a crash the server does not find all of them so.
    jsOptions details{};
    jsOptions_Init(&details);
    details.Stream.Info.DeletedDetails = true;
    if (const natsStatus status = js_GetStreamInfo(Out(jobs), js, "JOBS", &details, &code); status != NATS_OK)
        return failure(errorOf(status, address, code));
    AckFloors floors(js);
    Reconciled out;
    const auto done = resultIds(js, "RESULTS.>", address);
    if (!done)
        return failure(done.error());
    out.done = *done;
    const jsStreamState &state = jobs->State;
    const std::set<quint64> gone(state.Deleted, state.Deleted + state.DeletedLen);
    for (quint64 at = state.FirstSeq; at <= state.LastSeq && state.Msgs > 0; ++at) {
        if (gone.contains(at))
            continue;
        Message message;
        const natsStatus status = js_GetMsg(Out(message), js, "JOBS", at, nullptr, &code);
        if (status == NATS_NOT_FOUND)
            continue; // done meanwhile
        if (status != NATS_OK)
            return failure(errorOf(status, address, code));
        const QByteArray messageId = headerOf(message.get(), IdHeader);
        const QString job = jobOfMessageId(QString::fromLatin1(messageId));
        const QString subject = QString::fromLatin1(natsMsg_GetSubject(message.get()));
        bool isDone = out.done.contains(job);
        const bool isForgotten = !isDone && floors.of(subject) >= at;
        // A result comes before its acknowledgement, so one that is there shows now at the latest.
        if (isForgotten) {
            const auto now = resultIds(js, "RESULTS.*.*." + job.toLatin1(), address);
            if (!now)
                return failure(now.error());
            isDone = now->contains(job);
        }
        if (!isDone)
            out.waiting.insert(job);
        if (isForgotten && !isDone) {
            const QByteArray again = job.toLatin1() + "#r" + QByteArray::number(at);
            const auto sent = m_nats->publish(subject.toLatin1(), bodyOf(message.get()), again,
                                              headerOf(message.get(), AskerHeader), address, m_times.requestMs);
            if (!sent)
                return failure(sent.error());
            ++out.republished;
        }
        if (isDone || isForgotten) {
            const natsStatus deleted = js_DeleteMsg(js, "JOBS", at, nullptr, &code);
            out.deleted += isDone && deleted == NATS_OK ? 1 : 0; // acknowledged meanwhile: gone by itself
        }
    }
    return out;
}

} // namespace ain::pool
