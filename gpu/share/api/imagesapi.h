// The developers' door: an images endpoint in the form that OpenAI's clients speak.
#pragma once

#include "core/base/clock.h"
#include "core/http/httpserver.h"
#include "gpu/share/api/apikeys.h"
#include "gpu/share/images/imagebackend.h"

#include <QObject>

#include <functional>
#include <set>

namespace ain::share {

struct ImagesApiParts {
    ImageBackend &backend;
    KeyUsage &usage;
    const Clock &clock;
    /// The key of this text, looked up anew with each request, so that a revoked one opens nothing any more.
    std::function<std::optional<ApiKey>(QByteArrayView text)> keyOf = {};
    /// An error for people; none: its code alone.
    std::function<QString(const Error &)> describe = {};
};

struct ImagesApiLimits {
    int requestsMost = 32; ///< of all keys at once
    int answerMs = 600'000; ///< for one request, the wait in the queue with it
    qint64 answerBytes = 96LL * 1024 * 1024; ///< of the pictures of one answer
};

/// `GET /health` (without a key), `GET /v1/models`, `POST /v1/images/generations`. The key goes as
/// `Authorization: Bearer ain-sk-…`, or in the path for programs that can send no header: `/key/ain-sk-…/v1/models`.
/// Only by a loopback host name, and never for web pages. Who hangs up cancels. Thread: main.
class ImagesApi final : public QObject {
    Q_OBJECT
public:
    explicit ImagesApi(ImagesApiParts parts, const ImagesApiLimits &limits = {});
    ~ImagesApi() override;

    void handle(const http::HttpRequest &request, const http::HttpReply &reply);
    [[nodiscard]] int running() const { return int(m_running.size()); }

    /// {"error": {"message", "type", "param", "code"}}
    [[nodiscard]] static http::HttpResponse errorResponse(int status, const QString &type, const QString &code,
                                                          const QString &message, const QString &param = {});
    /// How the server itself says no.
    [[nodiscard]] static http::HttpResponse refusal(int status, const QByteArray &text);

Q_SIGNALS:
    /// What a key has used is another now; `keyId` names it.
    void used(const QString &keyId);

private:
    struct Call;
    [[nodiscard]] http::HttpResponse health() const;
    [[nodiscard]] http::HttpResponse modelList() const;
    void generate(const http::HttpRequest &request, const ApiKey &key, const http::HttpReply &reply);
    Task<> draw(ApiKey key, ImageOrder order, http::HttpReply reply);
    [[nodiscard]] http::HttpResponse failed(const Error &error) const;
    [[nodiscard]] http::HttpResponse drawn(const QString &model, const QList<QByteArray> &files) const;

    ImagesApiParts m_parts;
    ImagesApiLimits m_limits;
    std::set<QString> m_running; ///< order ids
    quint64 m_orders = 0;
};

} // namespace ain::share
