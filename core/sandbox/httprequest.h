// What both servers of the practice network read first: the head of an HTTP request, and who sends it.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>

#include <optional>

namespace ain::sandbox {

/// How long a server on the loopback interface waits for its clients, and for how many of them.
struct ConnectionLimits {
    /// From the connection, or from the first byte of a later request, to the last byte of the request.
    int requestMs = 10'000;
    /// Without a request, after one has been answered.
    int idleMs = 60'000;
    /// Above it the connection that did nothing for longest is closed, so that nobody can keep others out.
    int maxConnections = 256;
};

/// Of a request, without its body.
inline constexpr qsizetype MaxHttpHead = 16'384;

struct HttpRequest {
    QByteArray method; ///< upper case
    QByteArray path; ///< without the query
    QByteArray version; ///< "HTTP/1.1", "HTTP/1.0"
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;

    /// The Host header names this machine itself: "127.0.0.1", "localhost" or "[::1]", with any port. A web page whose
    /// own name was made to resolve to this machine still sends that name.
    [[nodiscard]] bool hasLoopbackHost() const;
    /// A web page sent it.
    [[nodiscard]] bool isFromBrowser() const { return headers.contains("origin"); }
};

/// `head`: everything before the empty line. Empty: not a request, or one with two meanings (two hosts or lengths).
[[nodiscard]] std::optional<HttpRequest> parseHttpHead(const QByteArray &head);

} // namespace ain::sandbox
