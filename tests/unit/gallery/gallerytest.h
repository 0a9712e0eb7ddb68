// A gallery in a folder of its own, with a clock that a test moves.
#pragma once

#include "core/gallery/gallery.h"
#include "tests/unit/jobs/jobtest.h"

namespace ain::test {

class HandClock final : public Clock {
public:
    [[nodiscard]] qint64 nowMs() const override { return m_now; }
    [[nodiscard]] qint64 monotonicMs() const override { return m_now; }
    void advance(qint64 milliseconds) { m_now += milliseconds; }

private:
    std::atomic<qint64> m_now{1'800'000'000'000};
};

inline QString fakeHash(int number) { return QString::number(number, 16).rightJustified(64, u'0'); }

class GalleryHome {
public:
    explicit GalleryHome(qint64 thumbnailBytes = Q_INT64_C(1) << 30) : m_thumbnailBytes(thumbnailBytes)
    {
        m_thread.start();
    }
    ~GalleryHome()
    {
        m_gallery.reset();
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(GalleryHome)

    Result<gallery::Gallery::Opened> open()
    {
        m_gallery.reset();
        m_gallery = std::make_unique<gallery::Gallery>(path(), &m_thread, clock, m_thumbnailBytes);
        return await(m_gallery->open());
    }
    void close()
    {
        m_gallery.reset();
        // The store thread lets go of the files behind what is queued there.
        auto *worker = new QObject;
        worker->moveToThread(&m_thread);
        (void)await(runIn(worker, []() -> Result<int> { return 0; }));
        worker->deleteLater();
    }
    [[nodiscard]] gallery::Gallery &gallery() const { return *m_gallery; }
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("gallery")); }

    HandClock clock;

private:
    qint64 m_thumbnailBytes;
    QTemporaryDir m_folder;
    QThread m_thread;
    std::unique_ptr<gallery::Gallery> m_gallery;
};

} // namespace ain::test
