#include "gpu/share/pool/natslink.h"

#include "gpu/share/pool/certificate.h"
#include "gpu/share/pool/errors.h"
#include "gpu/share/pool/natshandles.h"

#include "core/crypto/hash.h"

#include <cstdlib>
#include <cstring>

namespace ain::pool {

using namespace Qt::StringLiterals;

namespace {

using HookOwner = std::shared_ptr<Hook>;

constexpr int InboxRandomBytes = 12;

Hook &hookOf(void *closure) { return **static_cast<HookOwner *>(closure); }

void tellState(void *closure, bool isConnected)
{
    Hook &hook = hookOf(closure);
    const std::lock_guard lock(hook.mutex);
    if (hook.events.onState)
        hook.events.onState(isConnected);
}

void onDisconnected(natsConnection * /*connection*/, void *closure) { tellState(closure, false); }

void onReconnected(natsConnection * /*connection*/, void *closure)
{
    ++hookOf(closure).generation;
    tellState(closure, true);
}

/// The last of all calls with this closure.
void onClosed(natsConnection * /*connection*/, void *closure)
{
    const std::unique_ptr<HookOwner> owner(static_cast<HookOwner *>(closure));
    Hook &hook = **owner;
    const std::lock_guard lock(hook.mutex);
    if (hook.events.onClosed)
        hook.events.onClosed();
}

void onWake(natsConnection * /*connection*/, natsSubscription * /*subscription*/, natsMsg *message, void *closure)
{
    natsMsg_Destroy(message);
    Hook &hook = hookOf(closure);
    const std::lock_guard lock(hook.mutex);
    if (hook.events.onWake)
        hook.events.onWake();
}

void onSubscriptionEnded(void *closure) { delete static_cast<HookOwner *>(closure); }

/// libnats prints what nobody handles.
void onAsyncError(natsConnection * /*connection*/, natsSubscription * /*subscription*/, natsStatus /*status*/,
                  void * /*closure*/)
{
}

natsStatus signNonce(char ** /*text*/, unsigned char **signature, int *length, const char *nonce, void *closure)
{
    const auto bytes = hookOf(closure).key->sign(QByteArrayView(nonce));
    *signature = static_cast<unsigned char *>(std::malloc(bytes.size())); // NOLINT: freed by libnats
    if (*signature == nullptr)
        return NATS_NO_MEMORY;
    std::memcpy(*signature, bytes.data(), bytes.size());
    *length = int(bytes.size());
    return NATS_OK;
}

} // namespace

Error errorOf(natsStatus status, const QString &address, jsErrCode code)
{
    QString detail = QString::fromUtf8(natsStatus_GetText(status));
    if (const char *more = nats_GetLastError(nullptr); more != nullptr && *more != '\0')
        detail += u": "_s + QString::fromUtf8(more).left(300);
    if (code != 0)
        detail += u" (%1)"_s.arg(int(code));
    const QVariantMap args{{u"address"_s, address}};
    switch (status) {
    case NATS_CONNECTION_AUTH_FAILED:
    case NATS_NOT_PERMITTED: return Error{errors::PoolRefused, args, detail};
    case NATS_SSL_ERROR: return Error{errors::PoolStranger, args, detail};
    default: return Error{errors::PoolUnreachable, args, detail};
    }
}

QByteArray headerOf(natsMsg *message, const char *name)
{
    const char *value = nullptr;
    return natsMsgHeader_Get(message, name, &value) == NATS_OK && value != nullptr ? QByteArray(value) : QByteArray();
}

Result<Subscription> NatsLink::Nats::subscribe(const QByteArray &subject) const
{
    auto owner = std::make_unique<HookOwner>(hook);
    Subscription subscription;
    natsStatus status =
        natsConnection_Subscribe(Out(subscription), connection.get(), subject.constData(), &onWake, owner.get());
    if (status == NATS_OK)
        status = natsSubscription_SetOnCompleteCB(subscription.get(), &onSubscriptionEnded, owner.get());
    if (status != NATS_OK)
        return failure(errorOf(status, {}));
    (void)owner.release(); // onSubscriptionEnded() has it
    return subscription;
}

Result<bool> NatsLink::Nats::publish(const QByteArray &subject, QByteArrayView body, const QByteArray &id,
                                     const QByteArray &asker, const QString &address, int waitMs) const
{
    Message message;
    natsStatus status = natsMsg_Create(Out(message), subject.constData(), nullptr, body.data(), int(body.size()));
    if (status == NATS_OK && !asker.isEmpty())
        status = natsMsgHeader_Set(message.get(), AskerHeader, asker.constData());
    jsPubOptions options{};
    jsPubOptions_Init(&options);
    options.MaxWait = waitMs;
    options.MsgId = id.constData();
    Acknowledged answer;
    auto code = jsErrCode(0);
    if (status == NATS_OK)
        status = js_PublishMsg(Out(answer), js.get(), message.get(), &options, &code);
    if (status != NATS_OK)
        return failure(errorOf(status, address, code));
    return answer->Duplicate;
}

Result<Message> NatsLink::Nats::next(const QByteArray &stream, const QByteArray &consumer, const QString &address,
                                     int waitMs) const
{
    const QByteArray subject = "$JS.API.CONSUMER.MSG.NEXT." + stream + '.' + consumer;
    natsStatus status = natsConnection_PublishRequestString(connection.get(), subject.constData(),
                                                            pullInbox.constData(), R"({"batch":1,"no_wait":true})");
    Message message;
    if (status == NATS_OK)
        status = natsSubscription_NextMsg(Out(message), pulls.get(), waitMs);
    if (status != NATS_OK)
        return failure(errorOf(status, address));
    // A status instead of a message: nothing is there.
    const char *reply = natsMsg_GetReply(message.get());
    if (reply == nullptr || !headerOf(message.get(), "Status").isEmpty())
        message.reset();
    return message;
}

Result<bool> NatsLink::Nats::hasConsumer(const char *stream, const QByteArray &consumer, const QString &address) const
{
    ConsumerInfo info;
    auto code = jsErrCode(0);
    const natsStatus status = js_GetConsumerInfo(Out(info), js.get(), stream, consumer.constData(), nullptr, &code);
    if (status != NATS_OK && status != NATS_NOT_FOUND)
        return failure(errorOf(status, address, code));
    return status == NATS_OK;
}

NatsLink::NatsLink(Membership membership, LinkTimes times, LinkEvents events)
    : m_membership(std::move(membership)), m_times(times), m_nats(std::make_unique<Nats>())
{
    m_nats->hook = std::make_shared<Hook>();
    m_nats->hook->events = std::move(events);
    m_nats->hook->key = m_membership.key;
    const QString random = crypto::toHex(SecretBytes::random(InboxRandomBytes).bytes());
    m_nats->pullInbox = u"_INBOX.%1.pull.%2"_s.arg(m_membership.box, random).toLatin1();
}

NatsLink::~NatsLink()
{
    {
        const std::lock_guard lock(m_nats->hook->mutex);
        m_nats->hook->events = {};
    }
    close();
}

Result<> NatsLink::open()
{
    if (m_nats->connection && natsConnection_IsClosed(m_nats->connection.get()))
        close();
    // A server that came back may have lost what it had.
    if (const int generation = m_nats->hook->generation; m_generation != generation) {
        m_generation = generation;
        m_lanes.clear();
        m_seenLanes.clear();
        m_hasResults = false;
    }
    if (m_nats->isUsable())
        return {};
    const QString address = m_membership.address();
    const auto *const noConnection = "not connected";
    if (m_nats->connection)
        return failure(errors::PoolUnreachable, {{u"address"_s, address}}, QString::fromLatin1(noConnection));
    const QByteArray url = "tls://" + address.toLatin1();
    const QByteArray inbox = "_INBOX." + m_membership.box.toLatin1();
    auto owner = std::make_unique<HookOwner>(m_nats->hook);
    Options options;
    natsStatus status = natsOptions_Create(Out(options));
    natsOptions *o = options.get();
    const auto also = [&status](natsStatus next) {
        if (status == NATS_OK)
            status = next;
    };
    if (status == NATS_OK) {
        also(natsOptions_SetURL(o, url.constData()));
        also(natsOptions_SetName(o, m_membership.box.toLatin1().constData()));
        also(natsOptions_SetTimeout(o, m_times.connectMs));
        also(natsOptions_SetSecure(o, true));
        also(natsOptions_SetCATrustedCertificates(o, m_membership.certificate.constData()));
        also(natsOptions_SetExpectedHostname(o, CertificateName));
        also(natsOptions_SetNKey(o, m_membership.key->publicText().constData(), &signNonce, owner.get()));
        also(natsOptions_SetCustomInboxPrefix(o, inbox.constData()));
        also(natsOptions_SetIgnoreDiscoveredServers(o, true));
        also(natsOptions_SetFailRequestsOnDisconnect(o, true));
        also(natsOptions_SetMaxReconnect(o, -1));
        also(natsOptions_SetReconnectWait(o, m_times.reconnectMs));
        also(natsOptions_SetReconnectJitter(o, m_times.reconnectMs / 2, m_times.reconnectMs / 2));
        also(natsOptions_SetPingInterval(o, 5000));
        also(natsOptions_SetMaxPingsOut(o, 2));
        also(natsOptions_SetErrorHandler(o, &onAsyncError, nullptr));
        also(natsOptions_SetDisconnectedCB(o, &onDisconnected, owner.get()));
        also(natsOptions_SetReconnectedCB(o, &onReconnected, owner.get()));
        also(natsOptions_SetClosedCB(o, &onClosed, owner.get()));
    }
    if (status == NATS_OK)
        status = natsConnection_Connect(Out(m_nats->connection), o);
    if (status != NATS_OK)
        return failure(errorOf(status, address));
    (void)owner.release(); // onClosed() has it
    jsOptions asked;
    status = jsOptions_Init(&asked);
    if (status == NATS_OK) {
        asked.Wait = m_times.requestMs;
        status = natsConnection_JetStream(Out(m_nats->js), m_nats->connection.get(), &asked);
    }
    if (status == NATS_OK) {
        status =
            natsConnection_SubscribeSync(Out(m_nats->pulls), m_nats->connection.get(), m_nats->pullInbox.constData());
    }
    if (status != NATS_OK) {
        close();
        return failure(errorOf(status, address));
    }
    m_lanes.clear();
    m_seenLanes.clear();
    m_hasResults = false;
    return {};
}

void NatsLink::close()
{
    m_nats->jobs.clear();
    m_nats->results.reset();
    m_nats->pulls.reset();
    m_nats->js.reset();
    if (m_nats->connection)
        natsConnection_Close(m_nats->connection.get());
    m_nats->connection.reset();
}

Result<> NatsLink::wake(const QString &subject)
{
    const natsStatus status =
        natsConnection_Publish(m_nats->connection.get(), subject.toLatin1().constData(), nullptr, 0);
    if (status != NATS_OK)
        return failure(errorOf(status, m_membership.address()));
    return {};
}

Result<> NatsLink::listen(const QStringList &tokens)
{
    if (auto opened = open(); !opened)
        return opened;
    m_nats->jobs.clear();
    for (const QString &token : tokens) {
        auto subscription = m_nats->subscribe("WAKE.jobs." + token.toLatin1());
        if (!subscription)
            return failure(subscription.error());
        m_nats->jobs.push_back(std::move(*subscription));
    }
    return {};
}

Result<std::optional<Delivery>> NatsLink::pull(const QStringList &lanes)
{
    if (auto opened = open(); !opened)
        return failure(opened.error());
    for (const QString &lane : lanes) {
        // The server leaves requests to a lane that is not there unanswered.
        if (!m_seenLanes.contains(lane)) {
            auto isThere = m_nats->hasConsumer("JOBS", lane.toLatin1(), m_membership.address());
            if (!isThere)
                return failure(isThere.error());
            if (!*isThere)
                continue;
            m_seenLanes.insert(lane);
        }
        auto message = m_nats->next("JOBS", lane.toLatin1(), m_membership.address(), m_times.requestMs);
        if (!message) {
            m_seenLanes.remove(lane);
            return failure(message.error());
        }
        natsMsg *raw = message->get();
        if (raw == nullptr)
            continue;
        RawDelivery came;
        came.subject = natsMsg_GetSubject(raw);
        came.ack = natsMsg_GetReply(raw);
        came.messageId = headerOf(raw, IdHeader);
        came.asker = headerOf(raw, AskerHeader);
        came.body = bodyOf(raw).first(std::min(bodyOf(raw).size(), share::MaxSpecBytes + 1)).toByteArray();
        auto delivery = deliveryOf(came);
        if (delivery)
            return std::optional(std::move(*delivery));
        // A younger program may understand it; else it would come again for ever.
        const bool isNewer = delivery.error().code == errors::ShareNewer;
        const char *answer = isNewer ? R"(-NAK {"delay":5000000000})" : "+TERM";
        (void)natsConnection_PublishString(m_nats->connection.get(), came.ack.constData(), answer);
        return failure(delivery.error());
    }
    return std::optional<Delivery>();
}

Result<> NatsLink::inProgress(const QByteArray &ack)
{
    if (!m_nats->isUsable())
        return failure(errors::PoolUnreachable, {{u"address"_s, m_membership.address()}});
    const natsStatus status = natsConnection_PublishString(m_nats->connection.get(), ack.constData(), "+WPI");
    if (status != NATS_OK)
        return failure(errorOf(status, m_membership.address()));
    return {};
}

Result<> NatsLink::handBack(const Delivery &delivery, int delayMs)
{
    if (!m_nats->isUsable())
        return failure(errors::PoolUnreachable, {{u"address"_s, m_membership.address()}});
    const QByteArray text =
        delayMs > 0 ? R"(-NAK {"delay":)" + QByteArray::number(delayMs * Nanoseconds) + '}' : QByteArray("-NAK");
    natsConnection *connection = m_nats->connection.get();
    natsStatus status = natsConnection_PublishString(connection, delivery.ack.constData(), text.constData());
    // Others look at once; in the order of this connection the server has the job back by then.
    if (status == NATS_OK && delayMs <= 0) {
        if (auto woken = wake(u"WAKE.jobs."_s + modelToken(delivery.spec.model.files.value(0).sha256)); !woken)
            return woken;
    }
    if (status == NATS_OK)
        status = natsConnection_FlushTimeout(connection, m_times.requestMs);
    if (status != NATS_OK)
        return failure(errorOf(status, m_membership.address()));
    return {};
}

Result<bool> NatsLink::deliver(const Delivery &delivery, const PoolResult &result, const QByteArray &png)
{
    if (auto opened = open(); !opened)
        return failure(opened.error());
    const QString address = m_membership.address();
    for (int i = 0; i < result.parts(); ++i) {
        const QString subject = partSubject(delivery.asker, result.box, delivery.job, result.image, i);
        const QByteArrayView part =
            QByteArrayView(png).sliced(i * PartBytes).first(std::min(PartBytes, png.size() - i * PartBytes));
        const auto stored =
            m_nats->publish(subject.toLatin1(), part, subject.toLatin1(), {}, address, m_times.requestMs);
        if (!stored)
            return failure(stored.error());
        (void)inProgress(delivery.ack); // large pictures over slow nets take longer than a lease
    }
    const QByteArray subject = resultSubject(delivery.asker, result.box, delivery.job).toLatin1();
    auto isLate = m_nats->publish(subject, encode(result), delivery.job.toLatin1(), {}, address, m_times.requestMs);
    if (!isLate)
        return isLate;
    Message answer;
    const natsStatus status = natsConnection_RequestString(Out(answer), m_nats->connection.get(),
                                                           delivery.ack.constData(), "+ACK", m_times.requestMs);
    if (status != NATS_OK)
        return failure(errorOf(status, address));
    if (auto woken = wake(u"WAKE.results."_s + delivery.asker); !woken)
        return failure(woken.error());
    return isLate;
}

Result<> NatsLink::announce(const BoxCaps &caps)
{
    if (!m_nats->isUsable())
        return failure(errors::PoolUnreachable, {{u"address"_s, m_membership.address()}});
    const QByteArray subject = "$KV.CAPS." + m_membership.box.toLatin1();
    const QByteArray body = encode(caps);
    const natsStatus status =
        natsConnection_Publish(m_nats->connection.get(), subject.constData(), body.constData(), int(body.size()));
    if (status != NATS_OK)
        return failure(errorOf(status, m_membership.address()));
    return {};
}

Result<> NatsLink::withdraw()
{
    if (!m_nats->isUsable())
        return {};
    const QByteArray subject = "$KV.CAPS." + m_membership.box.toLatin1();
    Message message;
    natsStatus status = natsMsg_Create(Out(message), subject.constData(), nullptr, nullptr, 0);
    if (status == NATS_OK)
        status = natsMsgHeader_Set(message.get(), "KV-Operation", "DEL");
    if (status == NATS_OK)
        status = natsConnection_PublishMsg(m_nats->connection.get(), message.get());
    if (status == NATS_OK)
        status = natsConnection_FlushTimeout(m_nats->connection.get(), m_times.requestMs);
    if (status != NATS_OK)
        return failure(errorOf(status, m_membership.address()));
    return {};
}

} // namespace ain::pool
