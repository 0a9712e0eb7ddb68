#include "gpu/share/peer/asker.h"

#include "core/json/parser.h"
#include "gpu/share/images/imageparams.h"
#include "gpu/share/peer/peerauth.h"
#include "gpu/share/peer/peererrors.h"
#include "gpu/share/peer/peerlist.h"

#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>
#include <QUrl>

#include <memory>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype CodeMax = 60;

QString hostOf(const QString &url) { return QUrl(url).host(); }

json::ParseLimits limitsOf(qint64 bytes)
{
    json::ParseLimits limits;
    limits.maxBytes = bytes;
    limits.maxDepth = 8;
    limits.maxValues = 10'000;
    return limits;
}

Result<json::Value> answerOf(const QString &url, int status, const QByteArray &body, qint64 most)
{
    auto parsed = json::parse(body, limitsOf(most));
    if (status >= 200 && status < 300) {
        if (!parsed || !parsed->isObject())
            return failure(Asker::answerError(url, u"JSON"_s));
        return parsed;
    }
    const QString code = parsed ? plainText(parsed->at({u"error", u"code"}).string(), CodeMax) : QString();
    return failure(errors::PeerRefused, {{u"host"_s, hostOf(url)}, {u"status"_s, status}, {u"code"_s, code}});
}

} // namespace

Error Asker::answerError(const QString &url, const QString &what)
{
    return {errors::PeerAnswer, {{u"host"_s, hostOf(url)}, {u"what"_s, what}}};
}

Task<json::Value> Asker::ask(Question question)
{
    using Outcome = Task<json::Value>;
    const QString url = question.url;
    // Who may be asked was decided with the list; here it is only the way there.
    if (!mayCall(endpointOf(url), EndpointSource::Configured))
        return Outcome::finished(failure(errors::PeerAddress, {{u"url"_s, url}}));
    QNetworkRequest request(QUrl(url, QUrl::StrictMode));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("User-Agent", "ain-studio");
    request.setTransferTimeout(question.timeMs);
    if (!question.auth.isEmpty()) {
        request.setRawHeader(PeerAuthHeader.toByteArray(), question.auth);
        request.setRawHeader(OlderPeerAuthHeader.toByteArray(), question.auth);
    }
    QNetworkReply *reply = nullptr;
    if (question.method == "POST") {
        request.setRawHeader("Content-Type", "application/json");
        reply = m_http.post(request, question.body);
    } else {
        reply = m_http.get(request);
    }
    struct Listening {
        Promise<json::Value> promise;
        QByteArray body;
        bool isTooLarge = false;
    };
    auto state = std::make_shared<Listening>();
    auto task = state->promise.task();
    const qint64 most = question.answerMost;
    reply->setReadBufferSize(most + 1);
    connect(reply, &QNetworkReply::readyRead, this, [reply, state, most] {
        state->body += reply->read(most + 1 - state->body.size());
        if (state->body.size() > most) {
            state->isTooLarge = true;
            reply->abort();
        }
    });
    // Who says a byte now and then is never silent, and never done.
    QTimer::singleShot(2 * question.timeMs, reply, &QNetworkReply::abort);
    connect(reply, &QNetworkReply::finished, this, [reply, state, url, most] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (state->isTooLarge)
            state->promise.finish(failure(answerError(url, u"size"_s)));
        else if (status == 0 || (reply->error() != QNetworkReply::NoError && status < 400))
            state->promise.finish(
                failure(errors::PeerUnreachable, {{u"host"_s, hostOf(url)}, {u"reason"_s, reply->errorString()}}));
        else
            state->promise.finish(answerOf(url, status, state->body, most));
    });
    return task;
}

} // namespace ain::share
