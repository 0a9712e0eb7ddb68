// The pool's server as the main thread uses it: every call gives a Task, the waiting is done in a thread of its own.
#pragma once

#include "core/store/resident.h"
#include "gpu/share/pool/natslink.h"

#include <QObject>
#include <QThread>

namespace ain::pool {

/// One connection. Thread: main. Calls go one after the other, in their order. Destroying it waits for the call that
/// is being made, LinkTimes::requestMs at most, or connectMs while it connects.
class PoolClient : public QObject {
    Q_OBJECT
public:
    explicit PoolClient(Membership membership, LinkTimes times = {});
    ~PoolClient() override;

    [[nodiscard]] const QString &box() const { return m_box; }
    [[nodiscard]] const QString &address() const { return m_address; }
    [[nodiscard]] const LinkTimes &times() const { return m_times; }
    [[nodiscard]] bool isConnected() const { return m_isConnected; }

    /// See NatsLink, which has the errors of each.
    Task<> open();
    Task<> prepare(StoreLimits limits = {});
    Task<bool> submit(share::JobSpec spec, Priority priority, int publication = 0);
    Task<std::optional<Arrival>> collect();
    Task<> settle(QByteArray ack, QList<quint64> parts);
    Task<Fleet> fleet();
    Task<Reconciled> reconcile();
    Task<> listen(QStringList tokens);
    Task<std::optional<Delivery>> pull(QStringList lanes);
    Task<> inProgress(QByteArray ack);
    Task<> handBack(Delivery delivery, int delayMs = 0);
    Task<bool> deliver(Delivery delivery, PoolResult result, QByteArray png);
    Task<> announce(BoxCaps caps);
    Task<> withdraw();

Q_SIGNALS:
    void connectedChanged(bool isConnected);
    void woken(); ///< there may be something to fetch

private:
    void setConnected(bool isConnected);
    [[nodiscard]] LinkEvents events();

    QString m_box;
    QString m_address;
    LinkTimes m_times;
    bool m_isConnected = false;
    QThread m_thread;
    std::unique_ptr<store::Resident<NatsLink>> m_link;
};

} // namespace ain::pool
