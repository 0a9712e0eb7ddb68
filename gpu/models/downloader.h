// One file from one address, in a file that grows and can go on after a break.
#pragma once

#include "core/base/task.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QThreadPool>
#include <QTimer>
#include <QUrl>

#include <memory>

namespace ain::models {

struct DownloadOrder {
    QUrl url;
    QString sha256; ///< lower case
    QString path; ///< of the growing file; what it is of stands in `path`.json
    qint64 maxBytes = 0;
};

/// Whether the program may call that address: https, or http to this computer.
[[nodiscard]] bool isAllowedAddress(const QUrl &url);

/// Thread: the one it lives in; the disk is written in `pool`.
class Downloader : public QObject {
    Q_OBJECT
public:
    Downloader(DownloadOrder order, QNetworkAccessManager &http, QThreadPool &pool, QObject *parent = nullptr);
    ~Downloader() override;

    /// All bytes are on the disk; nobody looked at them yet. Call once. Errors of modellibrary.h, Cancelled, TooLarge,
    /// FileWrite.
    Task<> run();
    void cancel();
    /// Between two pieces without a byte. 60 s unless set.
    void setIdleTimeout(int ms) { m_idle.setInterval(ms); }

Q_SIGNALS:
    void progressed(qint64 done, qint64 total);

private:
    struct Part;
    Task<> fetch(bool mayResume, bool *mustRestart);
    [[nodiscard]] Result<> readHead(Part &part, bool *mustRestart);
    [[nodiscard]] QNetworkRequest request() const;
    /// Ends when there is something to read, or the reply ended.
    Task<> more();
    void wake();
    [[nodiscard]] Error broken(const QString &reason) const;
    [[nodiscard]] Error tooLarge() const;
    [[nodiscard]] Error unwritable(const QString &reason) const;

    DownloadOrder m_order;
    QNetworkAccessManager &m_http;
    QThreadPool &m_pool;
    QNetworkReply *m_reply = nullptr;
    QTimer m_idle;
    std::unique_ptr<Promise<>> m_waiting;
    bool m_isCancelled = false;
    bool m_isIdle = false;
    bool m_refusedRedirect = false;
    qint64 m_done = 0;
    qint64 m_total = -1;
};

} // namespace ain::models
