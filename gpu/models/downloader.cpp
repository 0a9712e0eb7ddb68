#include "gpu/models/downloader.h"

#include "core/base/pooltask.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/models/modellibrary.h"

#include <QFile>
#include <QHostAddress>
#include <QNetworkRequest>
#include <QSaveFile>
#include <QStorageInfo>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace ain::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 PieceBytes = 2LL * 1024 * 1024;
constexpr int IdleMs = 60'000;
constexpr int MostRedirects = 5;

/// What a growing file is of. Without an ETag or a date of the server's nothing can be continued.
struct PartOf {
    QString url, sha256;
    QByteArray validator; ///< for If-Range
};

QByteArray readSmall(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(64LL * 1024) : QByteArray();
}

std::optional<PartOf> readPartOf(const QString &path)
{
    const auto value = json::parse(readSmall(path + u".json"_s));
    if (!value)
        return std::nullopt;
    PartOf part;
    part.url = (*value)[u"url"].string();
    part.sha256 = (*value)[u"sha256"].string();
    part.validator = (*value)[u"validator"].string().toLatin1();
    return part;
}

Result<> writePartOf(const QString &path, const PartOf &part)
{
    json::Object object;
    object.set(u"url"_s, part.url);
    object.set(u"sha256"_s, part.sha256);
    object.set(u"validator"_s, QString::fromLatin1(part.validator));
    QSaveFile file(path + u".json"_s);
    const QByteArray text = json::canonical(object);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return failure(errors::FileWrite, {{u"path"_s, file.fileName()}}, file.errorString());
    return {};
}

Result<> writePiece(QFile &file, const QByteArray &piece)
{
    if (file.write(piece) != piece.size())
        return failure(errors::FileWrite, {{u"path"_s, file.fileName()}}, file.errorString());
    return {};
}

/// "bytes 100-199/200" → {100, 200}; the total -1 for "*".
std::optional<std::pair<qint64, qint64>> contentRange(const QByteArray &text)
{
    const QByteArray trimmed = text.trimmed();
    const qsizetype dash = trimmed.indexOf('-');
    const qsizetype slash = trimmed.indexOf('/');
    if (!trimmed.startsWith("bytes ") || dash < 0 || slash < dash)
        return std::nullopt;
    bool isNumber = false;
    const qint64 start = trimmed.mid(6, dash - 6).trimmed().toLongLong(&isNumber);
    if (!isNumber || start < 0)
        return std::nullopt;
    const qint64 total = trimmed.mid(slash + 1).toLongLong(&isNumber);
    return std::pair(start, isNumber ? total : -1);
}

} // namespace

bool isAllowedAddress(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty())
        return false;
    if (url.scheme() == "https"_L1)
        return true;
    return url.scheme() == "http"_L1 && (url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback());
}

/// The growing file and what is known of it; shared with the writing thread.
struct Downloader::Part {
    std::shared_ptr<QFile> file;
    PartOf of;
    qint64 have = 0;
};

Downloader::Downloader(DownloadOrder order, QNetworkAccessManager &http, QThreadPool &pool, QObject *parent)
    : QObject(parent), m_order(std::move(order)), m_http(http), m_pool(pool)
{
    m_idle.setInterval(IdleMs);
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        m_isIdle = true;
        wake();
    });
}

Downloader::~Downloader() { delete m_reply; }

void Downloader::cancel()
{
    m_isCancelled = true;
    wake();
}

void Downloader::wake()
{
    if (m_waiting)
        std::exchange(m_waiting, nullptr)->finish({});
}

Task<> Downloader::more()
{
    m_waiting = std::make_unique<Promise<>>();
    auto task = m_waiting->task();
    if (m_reply->bytesAvailable() > 0 || m_reply->isFinished() || m_isCancelled || m_isIdle)
        wake();
    return task;
}

Error Downloader::broken(const QString &reason) const
{
    return Error{errors::DownloadBroken, {{u"host"_s, m_order.url.host()}, {u"reason"_s, reason.left(200)}}, {}};
}

Error Downloader::tooLarge() const
{
    return Error{errors::TooLarge, {{u"what"_s, m_order.url.host()}, {u"limit"_s, m_order.maxBytes}}, {}};
}

Error Downloader::unwritable(const QString &reason) const
{
    return Error{errors::FileWrite, {{u"path"_s, m_order.path}}, reason};
}

QNetworkRequest Downloader::request() const
{
    QNetworkRequest request(m_order.url);
    request.setHeader(QNetworkRequest::UserAgentHeader, u"AIN-Studio"_s);
    // Setting it by hand keeps Qt from unpacking anything.
    request.setRawHeader("Accept-Encoding", "identity");
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::UserVerifiedRedirectPolicy);
    request.setMaximumRedirectsAllowed(MostRedirects);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    return request;
}

Task<> Downloader::run()
{
    bool mustRestart = false;
    auto fetched = co_await fetch(true, &mustRestart);
    if (!fetched && mustRestart)
        fetched = co_await fetch(false, &mustRestart);
    co_return fetched;
}

Result<> Downloader::readHead(Part &part, bool *mustRestart)
{
    const QString host = m_order.url.host();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (m_refusedRedirect)
        return failure(errors::DownloadAddress, {{u"url"_s, m_order.url.toString(QUrl::RemoveQuery)}});
    if (status == 0)
        return failure(broken(m_reply->errorString()));
    if (status == 416 && part.have > 0) {
        *mustRestart = true; // the file there is shorter than what we have: it is another one
        return failure(broken(u"416"_s));
    }
    if (status != 200 && status != 206)
        return failure(errors::DownloadRefused, {{u"host"_s, host}, {u"status"_s, status}});
    const qint64 length = m_reply->header(QNetworkRequest::ContentLengthHeader).isValid()
        ? m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong()
        : -1;
    if (status == 206) {
        const auto range = contentRange(m_reply->rawHeader("Content-Range"));
        if (!range || range->first != part.have) {
            *mustRestart = true;
            return failure(broken(u"Content-Range"_s));
        }
        m_total = range->second >= 0 ? range->second : (length >= 0 ? part.have + length : -1);
    } else {
        part.have = 0;
        m_total = length;
    }
    if (m_total > m_order.maxBytes)
        return failure(tooLarge());
    const QByteArray etag = m_reply->rawHeader("ETag");
    part.of.validator = !etag.isEmpty() && !etag.startsWith("W/") ? etag : m_reply->rawHeader("Last-Modified");
    return {};
}

Task<> Downloader::fetch(bool mayResume, bool *mustRestart)
{
    *mustRestart = false;
    m_isIdle = false;
    Part part;
    const auto known = mayResume ? readPartOf(m_order.path) : std::nullopt;
    part.of.url = m_order.url.toString();
    part.of.sha256 = m_order.sha256;
    part.file = std::make_shared<QFile>(m_order.path);
    const bool isSame = known && known->url == part.of.url && known->sha256 == part.of.sha256;
    if (isSame && !known->validator.isEmpty())
        part.have = part.file->size();
    auto ask = request();
    if (part.have > 0) {
        ask.setRawHeader("Range", "bytes=" + QByteArray::number(part.have) + '-');
        ask.setRawHeader("If-Range", known->validator);
    }
    delete m_reply;
    m_reply = m_http.get(ask);
    // Without it a sender faster than the disk would fill the memory.
    m_reply->setReadBufferSize(4 * PieceBytes);
    connect(m_reply, &QNetworkReply::readyRead, this, &Downloader::wake);
    connect(m_reply, &QNetworkReply::finished, this, &Downloader::wake);
    connect(m_reply, &QNetworkReply::redirected, this, [this](const QUrl &url) {
        const bool isLess = m_order.url.scheme() == "https"_L1 && url.scheme() != "https"_L1;
        if (isAllowedAddress(url) && !isLess) {
            Q_EMIT m_reply->redirectAllowed();
        } else {
            m_refusedRedirect = true;
            m_reply->abort();
        }
    });
    m_idle.start();
    auto first = co_await more();
    if (!first)
        co_return failure(first.error());
    if (m_isCancelled)
        co_return failure(errors::Cancelled);
    if (m_isIdle)
        co_return failure(broken(u"timeout"_s));
    auto head = readHead(part, mustRestart);
    if (!head)
        co_return failure(head.error());
    const qint64 missing = m_total < 0 ? 0 : m_total - part.have;
    const QStorageInfo disk(m_order.path.section(u'/', 0, -2));
    // A system that does not tell (a root without its table of mounts) may have room: writing will show.
    if (missing > 0 && disk.isValid() && disk.bytesAvailable() < missing)
        co_return failure(unwritable(u"not enough free space"_s));
    auto noted = writePartOf(m_order.path, part.of);
    if (!noted)
        co_return failure(noted.error());
    const auto mode = part.have > 0 ? QIODevice::Append : (QIODevice::WriteOnly | QIODevice::Truncate);
    if (!part.file->open(mode | QIODevice::Unbuffered))
        co_return failure(unwritable(part.file->errorString()));
    m_done = part.have;
    Q_EMIT progressed(m_done, m_total);

    while (true) {
        if (m_isCancelled)
            co_return failure(errors::Cancelled);
        if (m_isIdle)
            co_return failure(broken(u"timeout"_s));
        QByteArray piece = m_reply->read(PieceBytes);
        if (piece.isEmpty()) {
            if (m_reply->isFinished())
                break;
            auto woken = co_await more();
            if (!woken)
                co_return failure(woken.error());
            continue;
        }
        m_idle.start();
        m_done += piece.size();
        if (m_done > m_order.maxBytes || (m_total >= 0 && m_done > m_total))
            co_return failure(tooLarge());
        auto work = [file = part.file, piece = std::move(piece)] { return writePiece(*file, piece); };
        auto written = co_await runInPool(m_pool, std::move(work));
        if (!written)
            co_return failure(written.error());
        Q_EMIT progressed(m_done, m_total);
    }
    m_idle.stop();
    auto flush = [file = part.file]() -> Result<> {
#ifdef Q_OS_UNIX
        ::fsync(file->handle());
#endif
        file->close();
        return {};
    };
    auto flushed = co_await runInPool(m_pool, std::move(flush));
    if (!flushed)
        co_return failure(flushed.error());
    if (m_reply->error() != QNetworkReply::NoError)
        co_return failure(broken(m_reply->errorString()));
    if (m_total >= 0 && m_done != m_total)
        co_return failure(broken(u"truncated"_s));
    co_return Result<>();
}

} // namespace ain::models
