#include "core/http/httprequest.h"

#include <QList>

#include <algorithm>
#include <array>

namespace ain::http {

namespace {

constexpr qsizetype MaxLengthDigits = 15;

/// A token of RFC 9110: what names and methods are made of.
bool isToken(QByteArrayView text)
{
    static constexpr QByteArrayView others = "!#$%&'*+-.^_`|~";
    const auto belongs = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || others.contains(c);
    };
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), belongs);
}

bool hasControls(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7f;
    });
}

/// Two of these would leave it to each reader which one counts.
bool isOnlyOnce(const QByteArray &name)
{
    static const std::array names = {QByteArray("host"), QByteArray("content-length"), QByteArray("authorization"),
                                     QByteArray("transfer-encoding"), QByteArray("content-type")};
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

QByteArray HttpRequest::hostName() const
{
    QByteArray host = headers.value("host").toLower();
    if (host.startsWith('[')) {
        const qsizetype end = host.indexOf(']');
        return end < 0 ? host : host.left(end + 1);
    }
    if (const qsizetype colon = host.indexOf(':'); colon >= 0)
        host.truncate(colon);
    return host;
}

bool HttpRequest::hasLoopbackHost() const
{
    const QByteArray host = hostName();
    return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

bool HttpRequest::isFromBrowser() const
{
    if (headers.contains("origin"))
        return true;
    // Browsers send it where no Origin goes along; "none" is an address that a person typed.
    const QByteArray site = headers.value("sec-fetch-site").toLower();
    return !site.isEmpty() && site != "none";
}

std::optional<HttpRequest> parseHttpHead(const QByteArray &head)
{
    if (head.size() > MaxHttpHead)
        return std::nullopt;
    QList<QByteArray> lines = head.split('\n');
    if (lines.size() > MaxHttpHeaders + 1)
        return std::nullopt;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (i + 1 < lines.size()) {
            if (!lines[i].endsWith('\r'))
                return std::nullopt;
            lines[i].chop(1);
        }
        if (hasControls(lines[i]))
            return std::nullopt;
    }
    const QList<QByteArray> start = lines.constFirst().split(' ');
    if (start.size() != 3 || (start[2] != "HTTP/1.1" && start[2] != "HTTP/1.0"))
        return std::nullopt;
    if (!isToken(start[0]) || !start[1].startsWith('/') || start[1].size() > MaxHttpTarget)
        return std::nullopt;
    HttpRequest request;
    request.method = start[0].toUpper();
    const qsizetype query = start[1].indexOf('?');
    request.path = query < 0 ? start[1] : start[1].left(query);
    request.version = start[2];
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        if (colon <= 0)
            return std::nullopt;
        // Blanks around a name: a folded line, which others would read as part of the one before.
        const QByteArray name = lines[i].left(colon).toLower();
        if (!isToken(name) || (isOnlyOnce(name) && request.headers.contains(name)))
            return std::nullopt;
        request.headers.insert(name, lines[i].mid(colon + 1).trimmed());
    }
    return request;
}

std::optional<qint64> contentLength(const HttpRequest &request)
{
    if (!request.headers.contains("content-length"))
        return 0;
    const QByteArray text = request.headers.value("content-length");
    const bool isPlain = !text.isEmpty() && text.size() <= MaxLengthDigits
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!isPlain)
        return std::nullopt;
    return text.toLongLong();
}

} // namespace ain::http
