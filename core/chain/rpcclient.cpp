#include "core/chain/rpcclient.h"

#include "core/chain/chainclient.h"

#include <QNetworkCookieJar>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>

#include <algorithm>

namespace ain::chain {

using namespace Qt::StringLiterals;

namespace {

/// Calls that could not start within this time are refused instead of piling up.
constexpr qint64 MaxQueueMs = 60000;
constexpr qint64 DefaultPauseMs = 10000;
constexpr qint64 MaxPauseMs = 60000;

/// One HTTP exchange. Owned by its reply, finishes its promise once.
class Exchange : public QObject {
public:
    Exchange(QNetworkReply *reply, qsizetype limit, int timeoutMs, qint64 id, QString host,
             std::shared_ptr<qint64> received)
        : QObject(reply),
          m_reply(reply),
          m_limit(limit),
          m_timeoutMs(timeoutMs),
          m_id(id),
          m_host(std::move(host)),
          m_received(std::move(received))
    {
        connect(reply, &QNetworkReply::metaDataChanged, this, [this] {
            if (m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > qint64(m_limit))
                endTooLarge();
        });
        connect(reply, &QNetworkReply::readyRead, this, [this] { read(); });
        connect(reply, &QNetworkReply::finished, this, [this] { finished(); });
        // A total limit: one byte every few seconds would keep an idle time-out away for ever.
        QTimer::singleShot(timeoutMs, this, [this] {
            end(failure(errors::RpcTimeout, {{u"host"_s, m_host}, {u"seconds"_s, (m_timeoutMs + 999) / 1000}}));
        });
    }

    [[nodiscard]] Task<RpcAnswer> task() const { return m_promise.task(); }

    [[nodiscard]] static qint64 pauseAsked(QNetworkReply *reply)
    {
        bool isNumber = false;
        const qint64 seconds = reply->rawHeader("Retry-After").trimmed().toLongLong(&isNumber);
        return isNumber && seconds > 0 ? std::min(seconds * 1000, MaxPauseMs) : DefaultPauseMs;
    }

private:
    void read()
    {
        if (m_ended)
            return;
        m_body += m_reply->read(m_limit + 1 - m_body.size());
        if (m_body.size() > m_limit)
            endTooLarge();
    }
    void finished()
    {
        if (m_ended)
            return;
        const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (status == 0) {
            end(failure(errors::RpcUnreachable,
                        {{u"host"_s, m_host}, {u"reason"_s, m_reply->errorString().left(300)}}));
            return;
        }
        if (m_reply->error() == QNetworkReply::RemoteHostClosedError
            || m_reply->error() == QNetworkReply::ProtocolFailure) {
            end(failure(errors::RpcMalformed, {{u"host"_s, m_host}, {u"what"_s, u"truncated"_s}}));
            return;
        }
        read();
        if (m_ended)
            return;
        const QVariant announced = m_reply->header(QNetworkRequest::ContentLengthHeader);
        if (announced.isValid() && announced.toLongLong() > m_body.size()) {
            end(failure(errors::RpcMalformed, {{u"host"_s, m_host}, {u"what"_s, u"truncated"_s}}));
            return;
        }
        end(decodeAnswer(m_body, status, m_id, m_host));
    }
    void endTooLarge() { end(failure(errors::RpcTooLarge, {{u"host"_s, m_host}, {u"limit"_s, qint64(m_limit)}})); }
    void end(Result<RpcAnswer> result)
    {
        if (m_ended)
            return;
        m_ended = true;
        if (m_received)
            *m_received += m_body.size();
        m_promise.finish(std::move(result));
        // Not at once: this runs inside the reply's own signals.
        if (m_reply->isRunning())
            QMetaObject::invokeMethod(m_reply, &QNetworkReply::abort, Qt::QueuedConnection);
        m_reply->deleteLater();
    }

    QNetworkReply *m_reply;
    qsizetype m_limit;
    int m_timeoutMs;
    qint64 m_id;
    QString m_host;
    std::shared_ptr<qint64> m_received;
    QByteArray m_body;
    bool m_ended = false;
    Promise<RpcAnswer> m_promise;
};

} // namespace

RpcClient::RpcClient(QUrl url, QNetworkAccessManager &http, Clock &clock, QObject *parent)
    : QObject(parent),
      m_url(std::move(url)),
      m_host(m_url.authority(QUrl::FullyEncoded)),
      m_http(http),
      m_clock(clock),
      m_limiter(clock)
{
}

Task<RpcAnswer> RpcClient::call(QString method, json::Object params, CallKind kind, std::shared_ptr<qint64> received)
{
    const qint64 id = m_nextId++;
    QByteArray body = encodeRequest({id, std::move(method), std::move(params)});
    if (body.size() > MaxRequestBytes)
        co_return failure(errors::TooLarge, {{u"what"_s, u"request"_s}, {u"limit"_s, qint64(MaxRequestBytes)}});
    const qint64 wait = m_limiter.reserve(kind);
    if (wait > MaxQueueMs)
        co_return failure(errors::RpcRateLimited, {{u"host"_s, m_host}});
    if (wait > 0) {
        auto slept = co_await sleepFor(this, int(wait));
        if (!slept)
            co_return failure(slept.error());
    }
    const qint64 start = m_clock.monotonicMs();
    auto answer = co_await post(std::move(body), id, std::move(received));
    if (answer || answer.error().code == errors::RpcRefused)
        m_latencyMs = m_clock.monotonicMs() - start;
    co_return answer;
}

Task<RpcAnswer> RpcClient::post(QByteArray body, qint64 id, std::shared_ptr<qint64> received)
{
    QNetworkRequest request(m_url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"AIN-Studio"_s);
    // Setting it by hand keeps Qt from unpacking anything.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    QNetworkReply *reply = m_http.post(request, body);
    reply->setParent(this);
    // Without it a sender faster than we read would fill the memory.
    reply->setReadBufferSize(1024 * 1024);
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        if (reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 429)
            m_limiter.pause(Exchange::pauseAsked(reply));
    });
    auto *exchange = new Exchange(reply, m_maxAnswer, m_timeoutMs, id, m_host, std::move(received));
    return exchange->task();
}

} // namespace ain::chain
