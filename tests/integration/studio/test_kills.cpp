// Killed at random, again and again: no picture is lost, none is listed twice.
#include "tests/support/engine/studiofixture.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <random>

using namespace ain;
using namespace ain::testing;

namespace {

constexpr int Kills = 300; // of program and engine together
constexpr int LeastOfEach = 60;

/// Children of a process: the engine, when there is one.
QList<int> childrenOf(qint64 pid)
{
    QFile file(u"/proc/%1/task/%1/children"_s.arg(pid));
    QList<int> children;
    if (file.open(QIODevice::ReadOnly)) {
        const QList<QByteArray> words = file.readAll().split(' ');
        for (const QByteArray &word : words) {
            if (word.toInt() > 0)
                children.append(word.toInt());
        }
    }
    return children;
}

} // namespace

class TestKills : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsLostAndNothingTwice()
    {
        const QTemporaryDir folder;
        std::mt19937 random(7); // NOLINT(cert-msc32-c,cert-msc51-cpp): repeatable
        int programs = 0;
        int engines = 0;
        int wanted = 0;
        for (int run = 0; programs + engines < Kills && run < 10 * Kills; ++run) {
            QProcess worker;
            worker.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            wanted += 2; // so that there is always something to do
            worker.start(QStringLiteral(AIN_STUDIO_WORKER), {folder.path(), QString::number(wanted)});
            QVERIFY(worker.waitForStarted());
            bool isKilled = false;
            while (!isKilled && !worker.waitForFinished(int(30 + random() % 500))) {
                const QList<int> children = random() % 2 == 0 ? childrenOf(worker.processId()) : QList<int>();
                for (const int child : children)
                    ::kill(child, SIGKILL);
                engines += int(children.size());
                if (children.isEmpty()) {
                    worker.kill();
                    worker.waitForFinished(-1);
                    ++programs;
                    isKilled = true;
                }
            }
            if (!isKilled)
                QCOMPARE(worker.exitCode(), 0);
        }
        QVERIFY2(programs + engines >= Kills, qPrintable(QString::number(programs + engines)));
        QVERIFY2(programs >= LeastOfEach, qPrintable(QString::number(programs)));
        QVERIFY2(engines >= LeastOfEach, qPrintable(QString::number(engines)));
        QProcess last;
        last.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        last.start(QStringLiteral(AIN_STUDIO_WORKER), {folder.path(), QString::number(wanted)});
        QVERIFY(last.waitForFinished(300'000));
        QCOMPARE(last.exitCode(), 0);

        StudioFixture fixture(folder.path());
        QVERIFY(fixture.open());
        const auto jobs = fixture.allJobs();
        const auto pictures = fixture.pictures();
        QCOMPARE(jobs.size(), wanted);
        QHash<QString, int> listed;
        for (const gallery::Picture &picture : pictures) {
            ++listed[picture.jobId];
            QVERIFY(await(fixture.content->read(picture.sha256)));
        }
        int done = 0;
        int listedOfFailed = 0;
        for (const jobs::Job &job : jobs) {
            if (job.state == jobs::State::Done) {
                ++done;
                QCOMPARE(listed.value(job.id), 1);
                QVERIFY(studio::decodeResult(job.result).picture > 0);
            } else { // only those whose engine crashed each time, or with which the program died too often
                QCOMPARE(job.state, jobs::State::Failed);
                QVERIFY(job.error);
                QVERIFY(listed.value(job.id) <= (job.error->code == errors::JobPoison ? 1 : 0));
                listedOfFailed += listed.value(job.id);
            }
        }
        QCOMPARE(pictures.size(), done + listedOfFailed);
        qInfo("%d kills of the program, %d of an engine; %d pictures, %lld jobs failed in words", programs, engines,
              done, qlonglong(jobs.size() - done));
    }
};

QTEST_GUILESS_MAIN(TestKills)
#include "test_kills.moc"
