// One gateway: requests over HTTP/1.1 with a bounded answer and a total time limit.
#pragma once

#include "core/base/task.h"
#include "core/chain/ratelimiter.h"
#include "core/chain/rpcenvelope.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

#include <memory>

namespace ain::chain {

/// Thread: the one it lives in. No redirects, no cookies, no cache, no compression (so that no small answer can
/// unfold into a large one).
class RpcClient : public QObject {
    Q_OBJECT
public:
    RpcClient(QUrl url, QNetworkAccessManager &http, Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] const QUrl &url() const { return m_url; }
    [[nodiscard]] QString host() const { return m_host; }
    [[nodiscard]] RateLimiter &limiter() { return m_limiter; }
    /// From the first byte sent to the last received, waiting for a slot not counted. 20 s unless set.
    void setTimeout(int ms) { m_timeoutMs = ms; }
    void setMaxAnswer(qsizetype bytes) { m_maxAnswer = bytes; }

    /// Waits for a slot of the rate budget, then asks. Errors as in rpcenvelope.h, and RpcTimeout; TooLarge when the
    /// request is longer than nodes read. The length of whatever came as an answer is added to `received`.
    Task<RpcAnswer> call(QString method, json::Object params, CallKind kind,
                         std::shared_ptr<qint64> received = nullptr);

    [[nodiscard]] qint64 latencyMs() const { return m_latencyMs; } ///< of the latest answer; -1: none yet

private:
    Task<RpcAnswer> post(QByteArray body, qint64 id, std::shared_ptr<qint64> received);

    QUrl m_url;
    QString m_host;
    QNetworkAccessManager &m_http;
    Clock &m_clock;
    RateLimiter m_limiter;
    int m_timeoutMs = 20000;
    qsizetype m_maxAnswer = MaxAnswerBytes;
    qint64 m_nextId = 1;
    qint64 m_latencyMs = -1;
};

} // namespace ain::chain
