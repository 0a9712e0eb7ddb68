// libnats' handles as owners, and its answers as errors. Private to the room: the only place that includes nats.h.
#pragma once

#include "gpu/share/pool/natslink.h"

#include <nats/nats.h>

#include <atomic>
#include <memory>
#include <mutex>

namespace ain::pool {

template<auto Free>
struct NatsFree {
    template<typename T>
    void operator()(T *object) const
    {
        Free(object);
    }
};
using Message = std::unique_ptr<natsMsg, NatsFree<natsMsg_Destroy>>;
using Options = std::unique_ptr<natsOptions, NatsFree<natsOptions_Destroy>>;
using Subscription = std::unique_ptr<natsSubscription, NatsFree<natsSubscription_Destroy>>;
using Connection = std::unique_ptr<natsConnection, NatsFree<natsConnection_Destroy>>;
using JetStream = std::unique_ptr<jsCtx, NatsFree<jsCtx_Destroy>>;
using Acknowledged = std::unique_ptr<jsPubAck, NatsFree<jsPubAck_Destroy>>;
using StreamInfo = std::unique_ptr<jsStreamInfo, NatsFree<jsStreamInfo_Destroy>>;
using ConsumerInfo = std::unique_ptr<jsConsumerInfo, NatsFree<jsConsumerInfo_Destroy>>;
using KeyValues = std::unique_ptr<kvStore, NatsFree<kvStore_Destroy>>;
using Entry = std::unique_ptr<kvEntry, NatsFree<kvEntry_Destroy>>;

/// Takes what a function of libnats writes through a pointer to a pointer: `js_X(Out(owner), …)`.
template<typename Owner>
class Out {
public:
    explicit Out(Owner &owner) : m_owner(owner) { }
    Out(const Out &) = delete;
    Out &operator=(const Out &) = delete;
    ~Out() { m_owner.reset(m_raw); }
    operator typename Owner::pointer *() { return &m_raw; } // NOLINT(google-explicit-constructor)

private:
    Owner &m_owner;
    typename Owner::pointer m_raw = nullptr;
};

/// What libnats' threads call into; it outlives the link as long as one of them may still come.
struct Hook {
    std::mutex mutex;
    LinkEvents events;
    std::shared_ptr<const BoxKey> key;
    std::atomic<int> generation = 0; ///< counts reconnections
};

struct NatsLink::Nats {
    std::shared_ptr<Hook> hook;
    Connection connection;
    JetStream js;
    Subscription pulls; ///< answers to requests for the next message
    Subscription results; ///< word that there are results
    std::vector<Subscription> jobs; ///< word that there are jobs
    QByteArray pullInbox;

    [[nodiscard]] bool isUsable() const
    {
        return connection && natsConnection_Status(connection.get()) == NATS_CONN_STATUS_CONNECTED;
    }
    [[nodiscard]] Result<Subscription> subscribe(const QByteArray &subject) const;
    /// Publishes through JetStream and waits for its word. True: it had a message of this id already.
    [[nodiscard]] Result<bool> publish(const QByteArray &subject, QByteArrayView body, const QByteArray &id,
                                       const QByteArray &asker, const QString &address, int waitMs) const;
    /// The next message of a consumer; none: there is none. A late answer to an earlier request counts as well.
    [[nodiscard]] Result<Message> next(const QByteArray &stream, const QByteArray &consumer, const QString &address,
                                       int waitMs) const;
    [[nodiscard]] Result<bool> hasConsumer(const char *stream, const QByteArray &consumer,
                                           const QString &address) const;
};

/// What went wrong, for people to act on.
[[nodiscard]] Error errorOf(natsStatus status, const QString &address, jsErrCode code = jsErrCode(0));

[[nodiscard]] inline QByteArrayView bodyOf(natsMsg *message)
{
    return {natsMsg_GetData(message), natsMsg_GetDataLength(message)};
}
[[nodiscard]] QByteArray headerOf(natsMsg *message, const char *name);

inline constexpr qint64 Nanoseconds = 1'000'000; ///< of a millisecond
inline constexpr const char *IdHeader = "Nats-Msg-Id";
inline constexpr const char *AskerHeader = "Ain-From";

} // namespace ain::pool
