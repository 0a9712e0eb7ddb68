// What a server on this computer reads first: the head of an HTTP request, and who sends it.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QHostAddress>

#include <optional>

namespace ain::http {

/// How long a server waits for its clients, and for how many of them.
struct ConnectionLimits {
    /// From the connection, or from the first byte of a later request, to the last byte of the request.
    int requestMs = 10'000;
    /// Without a request, after one has been answered; and without taking anything of an answer.
    int idleMs = 60'000;
    /// Above it the connection that did nothing for longest is closed, so that nobody can keep others out. One that
    /// waits for its answer stays: if all do, the new one is closed.
    int maxConnections = 256;
};

/// Of a request, without its body.
inline constexpr qsizetype MaxHttpHead = 16'384;
inline constexpr qsizetype MaxHttpTarget = 4'096; ///< path and query
inline constexpr qsizetype MaxHttpHeaders = 100;

struct HttpRequest {
    QByteArray method; ///< upper case
    QByteArray path; ///< without the query
    QByteArray version; ///< "HTTP/1.1", "HTTP/1.0"
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    QHostAddress peer; ///< who is at the other end of the connection

    /// Of the Host header: lower case, without a port, an IPv6 address with its brackets.
    [[nodiscard]] QByteArray hostName() const;
    /// The Host header names this machine itself: "127.0.0.1", "localhost" or "[::1]", with any port. A web page whose
    /// own name was made to resolve to this machine still sends that name.
    [[nodiscard]] bool hasLoopbackHost() const;
    /// A web page sent it.
    [[nodiscard]] bool isFromBrowser() const;
};

/// `head`: everything before the empty line. Empty: not a request, one with two meanings (two hosts, lengths or
/// authorizations, a folded line, a line end of one character), or more than the limits above.
[[nodiscard]] std::optional<HttpRequest> parseHttpHead(const QByteArray &head);

/// The length of the body that a head promises; 0 when it says nothing. Empty: no plain decimal number.
[[nodiscard]] std::optional<qint64> contentLength(const HttpRequest &request);

} // namespace ain::http
