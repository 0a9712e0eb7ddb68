#include "core/sandbox/httprequest.h"

#include <QList>

namespace ain::sandbox {

bool HttpRequest::hasLoopbackHost() const
{
    QByteArray host = headers.value("host").toLower();
    if (host.startsWith('[')) {
        const qsizetype end = host.indexOf(']');
        host = end < 0 ? host : host.left(end + 1);
    } else if (const qsizetype colon = host.indexOf(':'); colon >= 0) {
        host.truncate(colon);
    }
    return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

std::optional<HttpRequest> parseHttpHead(const QByteArray &head)
{
    const QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> start = lines.first().trimmed().split(' ');
    if (start.size() != 3 || !start[2].startsWith("HTTP/1."))
        return std::nullopt;
    HttpRequest request;
    request.method = start[0].toUpper();
    request.path = start[1].left(start[1].indexOf('?') < 0 ? start[1].size() : start[1].indexOf('?'));
    request.version = start[2];
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        if (colon <= 0)
            return std::nullopt;
        const QByteArray name = lines[i].left(colon).toLower();
        // Blanks around a name: a folded line, which others would read as part of the one before.
        if (name != name.trimmed())
            return std::nullopt;
        if ((name == "host" || name == "content-length") && request.headers.contains(name))
            return std::nullopt;
        request.headers.insert(name, lines[i].mid(colon + 1).trimmed());
    }
    return request;
}

} // namespace ain::sandbox
