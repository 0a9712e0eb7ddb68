// Small pictures of the gallery, fetched when they come into sight and kept within a bound of memory.
#pragma once

#include "ui/backend/studiobackend.h"

#include <QCache>
#include <QObject>
#include <QPixmap>
#include <QSet>
#include <QTimer>

#include <functional>

namespace ain::ui {

class Thumbnails : public QObject {
    Q_OBJECT
public:
    static constexpr int BytesMax = 48 * 1024 * 1024;
    explicit Thumbnails(StudioBackend &backend, QObject *parent = nullptr);

    /// A null pixmap when it is not here: it is then asked for, and arrived() tells.
    [[nodiscard]] QPixmap get(qint64 id);
    /// What is not wanted any more when its turn comes is not fetched.
    void setStillWanted(std::function<bool(qint64)> isWanted) { m_isWanted = std::move(isWanted); }
    void setSide(int pixels); ///< of the screen, not of the layout
    void forget(const QList<qint64> &ids);
    [[nodiscard]] qsizetype bytes() const { return m_cache.totalCost(); }

Q_SIGNALS:
    void arrived(const QList<qint64> &ids);

private:
    void fetch();
    StudioBackend &m_backend;
    QCache<qint64, QPixmap> m_cache;
    QList<qint64> m_wanted; ///< the newest last
    QSet<qint64> m_known; ///< wanted, on their way, or without a picture
    QSet<qint64> m_failed;
    std::function<bool(qint64)> m_isWanted;
    QTimer m_timer;
    int m_side = 160;
    int m_onTheirWay = 0;
};

} // namespace ain::ui
