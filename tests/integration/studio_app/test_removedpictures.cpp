// A month after a picture was deleted it goes, with the files that nobody names any more, and with no others.
#include "app/services/removedpictures.h"
#include "core/wallet/records.h"
#include "gpu/studio/jobpayload.h"
#include "tests/support/chain/await.h"

#include <QBuffer>
#include <QImage>
#include <QTemporaryDir>
#include <QThread>

#include <atomic>

using namespace ain;
using namespace ain::app;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 DayMs = 24LL * 3600 * 1000;

class HandClock final : public Clock { // read in the store thread
public:
    [[nodiscard]] qint64 nowMs() const override { return now; }
    [[nodiscard]] qint64 monotonicMs() const override { return now; }
    std::atomic<qint64> now = SystemClock().nowMs(); // files have the time of the disk
};

class Home {
public:
    Home()
    {
        m_thread.start();
        gallery = std::make_unique<gallery::Gallery>(m_dir.path(), &m_thread, clock);
        queue = std::make_unique<jobs::JobQueue>(m_dir.path(), &m_thread, clock, m_rng);
        content = std::make_unique<ainft::ContentStore>(m_dir.filePath(u"content"_s), &m_thread);
        vault = std::make_unique<vault::Vault>(m_dir.filePath(u"vault"_s), &m_thread, m_system,
                                               vault::KdfCost{.operations = 1, .memoryBytes = 64ull * 1024 * 1024});
    }
    ~Home()
    {
        removed.reset();
        vault.reset();
        content.reset();
        queue.reset();
        gallery.reset();
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Home)

    [[nodiscard]] bool open()
    {
        removed = std::make_unique<RemovedPictures>(
            *gallery, *content, clock,
            QList<FileKeeper>{keeperOf(*queue), keeperOf(*gallery), keeperOf(*vault)} + more);
        return test::await(gallery->open()).has_value() && test::await(queue->open()).has_value();
    }
    /// A file of its own; gives its hash.
    QString file()
    {
        QImage image(2, 2, QImage::Format_RGB32);
        ++m_files;
        image.fill(qRgb(m_files, m_files / 2, 7));
        QByteArray bytes;
        QBuffer buffer(&bytes);
        image.save(&buffer, "png");
        const auto added = test::await(content->addBytes(bytes));
        return added ? added->sha256 : QString();
    }
    gallery::Picture picture(const QString &sha256, const QStringList &uses = {})
    {
        gallery::NewPicture picture;
        picture.sha256 = sha256;
        picture.size = {2, 2};
        picture.jobId = u"job-%1"_s.arg(++m_pictures);
        picture.uses = uses;
        return test::await(gallery->add(picture)).value_or(gallery::Picture());
    }
    /// Deleted that long ago.
    void removeAndWait(const QList<qint64> &ids, qint64 ms)
    {
        QVERIFY(test::await(gallery->remove(ids)));
        clock.now += ms;
    }
    [[nodiscard]] bool has(const QString &sha256) { return test::await(content->find(sha256)).has_value(); }

    HandClock clock;
    std::unique_ptr<gallery::Gallery> gallery;
    std::unique_ptr<jobs::JobQueue> queue;
    std::unique_ptr<ainft::ContentStore> content;
    std::unique_ptr<vault::Vault> vault;
    std::unique_ptr<RemovedPictures> removed;
    QList<FileKeeper> more;

private:
    QTemporaryDir m_dir;
    QThread m_thread;
    SystemClock m_system;
    SystemRng m_rng;
    int m_files = 0;
    int m_pictures = 0;
};

recipe::GenerationRequest requestWith(const QString &init, const QString &mask)
{
    recipe::GenerationRequest request;
    request.model = {.sha256 = QString(64, u'a'), .name = u"m"_s};
    request.mode = recipe::Mode::Inpaint;
    request.initImage = init;
    request.mask = mask;
    return request;
}

jobs::NewJob jobWith(const QString &init, const QString &mask)
{
    studio::JobPayload payload;
    payload.request = requestWith(init, mask);
    jobs::NewJob job;
    job.kind = studio::JobKind.toString();
    job.payload = studio::encode(payload);
    return job;
}

class TestRemovedPictures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void goAfterAMonthAndNotBefore()
    {
        Home home;
        QVERIFY(home.open());
        const QString shown = home.file();
        const QString gone = home.file();
        const QString source = home.file();
        (void)home.picture(shown);
        const auto picture = home.picture(gone, {source});
        home.removeAndWait({picture.id}, RemovedKeptDays * DayMs - 1000);
        QCOMPARE(test::await(home.removed->sweep()).value_or(-1), 0);
        QVERIFY(home.has(gone) && home.has(source));
        QCOMPARE(test::await(home.gallery->pictures({picture.id})).value_or(QList<gallery::Picture>()).size(), 1);
        home.clock.now += 1001;
        QCOMPARE(test::await(home.removed->sweep()).value_or(-1), 2);
        QVERIFY(!home.has(gone) && !home.has(source));
        QVERIFY(home.has(shown));
        QVERIFY(test::await(home.gallery->pictures({picture.id})).value_or(QList<gallery::Picture>()).isEmpty());
        QCOMPARE(test::await(home.removed->sweep()).value_or(-1), 0);
    }

    void filesOfOtherPicturesStay()
    {
        Home home;
        QVERIFY(home.open());
        const QString same = home.file();
        const QString source = home.file();
        const auto first = home.picture(same, {source});
        (void)home.picture(same); // the same pixels drawn twice
        (void)home.picture(home.file(), {source});
        home.removeAndWait({first.id}, 31 * DayMs);
        QCOMPARE(test::await(home.removed->sweep()).value_or(-1), 0);
        QVERIFY(home.has(same) && home.has(source));
    }

    void filesOfJobsStay()
    {
        Home home;
        QVERIFY(home.open());
        QStringList files;
        for (int i = 0; i < 6; ++i)
            files += home.file();
        QList<qint64> ids;
        for (const QString &file : std::as_const(files))
            ids += home.picture(file).id;
        // Waits; failed and may be tried again; unlisted picture of a job that died; done.
        const auto waits = test::await(home.queue->add({jobWith(files[0], files[1])}));
        QVERIFY(waits);
        QVERIFY(test::await(home.queue->pause(waits->first().id)));
        const auto take = [&home](const jobs::NewJob &job) {
            const auto added = test::await(home.queue->add({job}));
            const auto lease = test::await(home.queue->take({studio::JobKind.toString()}));
            return added && lease && lease->has_value() ? **lease : jobs::Lease();
        };
        const auto failing = take(jobWith(files[2], {}));
        QVERIFY(test::await(home.queue->fail(failing, Error{errors::Internal, {}, {}}, false)));
        const auto done = take(jobWith(files[4], {}));
        QVERIFY(test::await(home.queue->complete(done, studio::encode(studio::JobResult{}))));
        const auto dying = take(jobWith({}, {}));
        studio::JobCheckpoint checkpoint;
        checkpoint.sha256 = files[3];
        QVERIFY(test::await(home.queue->checkpoint(dying, studio::encode(checkpoint))));
        home.removeAndWait(ids, 31 * DayMs);
        QCOMPARE(test::await(home.removed->sweep()).value_or(-1), 2);
        QVERIFY(home.has(files[0]) && home.has(files[1]) && home.has(files[2]) && home.has(files[3]));
        QVERIFY(!home.has(files[4]) && !home.has(files[5]));
        // Once the jobs let go of them, they go as well.
        QVERIFY(test::await(home.queue->remove(waits->first().id)));
        QVERIFY(test::await(home.queue->remove(failing.job.id)));
        QCOMPARE(test::await(home.removed->sweep()).value_or(-1), 3);
        QVERIFY(!home.has(files[0]) && !home.has(files[2]));
        QVERIFY(home.has(files[3]));
    }

    void filesOfDraftsStay()
    {
        Home home;
        QVERIFY(home.open());
        const QString file = home.file();
        const auto picture = home.picture(file);
        QVERIFY(test::await(home.gallery->saveDraft(u"studio"_s, "{\"init_image\":\"" + file.toUtf8() + "\"}")));
        home.removeAndWait({picture.id}, 31 * DayMs);
        QCOMPARE(test::await(home.removed->sweep()).value_or(-1), 0);
        QVERIFY(home.has(file));
        QVERIFY(test::await(home.gallery->saveDraft(u"studio"_s, "{}")));
        QCOMPARE(test::await(home.removed->sweep()).value_or(-1), 1);
        QVERIFY(!home.has(file));
    }

    void imagesOfTokensStay()
    {
        Home home;
        QVERIFY(home.open());
        const QString marked = home.file();
        const QString recorded = home.file();
        const QString other = home.file();
        QList<qint64> ids;
        for (const QString &file : {marked, recorded, other})
            ids += home.picture(file).id;
        QVERIFY(test::await(home.gallery->setMinted(ids[0], {}, u"0xAb"_s, u"1"_s)));
        QVERIFY(test::await(home.vault->create(SecretBytes())));
        const json::Object metadata{{u"image_sha256"_s, recorded}};
        QVERIFY(test::await(home.vault->put(wallet::TransactionKind, u"0x1"_s, json::Value(metadata))));
        home.removeAndWait(ids, 31 * DayMs);
        QCOMPARE(test::await(home.removed->sweep()).value_or(-1), 1);
        QVERIFY(home.has(marked) && home.has(recorded));
        QVERIFY(!home.has(other));
    }

    void whatWasAddedAnewStaysADay()
    {
        Home home;
        QVERIFY(home.open());
        const QString file = home.file();
        const auto picture = home.picture(file);
        home.removeAndWait({picture.id}, 31 * DayMs);
        // Somebody begins to mint the same file just now: nothing names it yet.
        const qint64 month = home.clock.now;
        home.clock.now = SystemClock().nowMs();
        const auto content = test::await(home.content->find(file));
        QVERIFY(content);
        const auto again = test::await(home.content->addFile(content->path));
        QVERIFY(again && !again->isNew);
        QCOMPARE(test::await(home.content->removeUnused(file, home.clock.now - DayMs)).value_or(true), false);
        QVERIFY(home.has(file));
        home.clock.now = month;
        QCOMPARE(test::await(home.removed->sweep()).value_or(-1), 1);
        QVERIFY(!home.has(file));
    }

    void whoCannotTellKeepsEverything()
    {
        Home home;
        bool canTell = false;
        int asked = 0;
        home.more = {[&](const QStringList &sha256s) {
            ++asked;
            return canTell ? Task<QStringList>::finished(sha256s.mid(0, 1))
                           : Task<QStringList>::finished(failure(errors::Internal));
        }};
        QVERIFY(home.open());
        QVERIFY(test::await(home.vault->create(SecretBytes::copyOf(QByteArrayView("secret")))));
        QVERIFY(test::await(home.vault->lock()));
        QList<qint64> ids;
        QStringList files;
        for (int i = 0; i < 2; ++i) {
            files += home.file();
            ids += home.picture(files.last()).id;
        }
        const auto token = test::await(home.gallery->remove(ids));
        QVERIFY(token);
        home.clock.now += 31 * DayMs;
        // A locked vault knows which images are of tokens, and does not say it.
        AIN_REQUIRE_ERROR(test::await(home.removed->sweep()), errors::VaultLocked);
        QCOMPARE(asked, 0);
        QVERIFY(test::await(home.vault->unlock(SecretBytes::copyOf(QByteArrayView("secret")))));
        AIN_REQUIRE_ERROR(test::await(home.removed->sweep()), errors::Internal);
        QVERIFY(asked > 0);
        QVERIFY(home.has(files[0]) && home.has(files[1]));
        // Not even forgotten.
        QVERIFY(test::await(home.gallery->undoRemove(*token)));
        QVERIFY(test::await(home.gallery->remove(ids)));
        home.clock.now += 31 * DayMs;
        canTell = true;
        QCOMPARE(test::await(home.removed->sweep()).value_or(-1), 1);
        QCOMPARE(int(home.has(files[0])) + int(home.has(files[1])), 1);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestRemovedPictures)
#include "test_removedpictures.moc"
