// The developers' door on its port: loopback only.
#pragma once

#include "gpu/share/api/imagesapi.h"

#include <QObject>

#include <memory>

namespace ain::share {

inline constexpr quint16 ApiPort = 8200; ///< where nodes look for an images backend

/// Thread: main. Closed at first.
class ApiServer final : public QObject {
    Q_OBJECT
public:
    explicit ApiServer(ImagesApiParts parts, const ImagesApiLimits &limits = {},
                       const http::ConnectionLimits &connections = {});
    ~ApiServer() override;

    /// On 127.0.0.1 and ::1; 0: any free port. Errors: HttpListen.
    [[nodiscard]] Result<> start(quint16 port);
    /// What is being drawn for it is cancelled.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_server.isListening(); }
    [[nodiscard]] quint16 port() const { return m_server.port(); }
    [[nodiscard]] int requests() const { return m_api.running(); }

Q_SIGNALS:
    void used(const QString &keyId);

private:
    ImagesApi m_api;
    http::HttpServer m_server; // goes first: it tells the other that everybody went
};

} // namespace ain::share
