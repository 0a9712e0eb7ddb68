#include "gpu/models/header.h"
#include "gpu/models/modellibrary.h"
#include "tests/unit/models/librarybench.h"
#include "tests/unit/models/modelfiles.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QTest>

using namespace ain;
using namespace ain::models;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

QString hashOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

class TestLibrary : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_bench = std::make_unique<LibraryBench>(); }
    void cleanup() { m_bench.reset(); }

    void remembersFiles()
    {
        const QByteArray bytes = safetensors(sd1Tensors());
        const QString path = m_bench->write(u"my model.safetensors"_s, bytes);
        const auto added = wait(library().addFile(path));
        QVERIFY(added);
        QCOMPARE(added->name, u"my model"_s);
        QCOMPARE(added->kind, Kind::Checkpoint);
        QCOMPARE(added->family, u"SD 1.x"_s);
        QCOMPARE(added->bytes, bytes.size());
        QVERIFY(added->hasVae && added->hasTextEncoder);
        QCOMPARE(added->verified, Verified::NotHashed);
        QCOMPARE(added->licence.id, u"LicenseRef-CreativeML-OpenRAIL-M"_s);
        QVERIFY(!added->licence.known);
        m_bench->reopen();
        QCOMPARE(library().models().size(), 1);
        QCOMPARE(library().models().first(), *added);
    }

    void hashesOnce()
    {
        const QByteArray bytes = safetensors(sd1Tensors());
        const auto added = wait(library().addFile(m_bench->write(u"a.safetensors"_s, bytes)));
        QVERIFY(added);
        QSignalSpy progress(m_bench->library.get(), &ModelLibrary::hashProgress);
        const auto verified = wait(library().verify(added->id));
        QVERIFY(verified);
        QCOMPARE(verified->sha256, hashOf(bytes));
        QCOMPARE(verified->verified, Verified::NotVerified);
        QVERIFY(!progress.isEmpty());
        QCOMPARE(progress.last().at(1).toLongLong(), bytes.size());
        QCOMPARE(library().bySha256(hashOf(bytes))->id, added->id);
        QVERIFY(!library().bySha256(QString()));
        // Removed and added again it is known by path, size, time and inode.
        QVERIFY(wait(library().remove(added->id)));
        QVERIFY(library().models().isEmpty());
        const auto again = wait(library().addFile(added->path));
        QVERIFY(again);
        QCOMPARE(again->sha256, hashOf(bytes));
        QVERIFY(QFile::exists(added->path));
    }

    void tellsAMismatch()
    {
        const auto added =
            wait(library().addFile(m_bench->write(u"a.safetensors"_s, safetensors(sd1Tensors(), {}, 1))));
        QVERIFY(added);
        QVERIFY(wait(library().verify(added->id)));
        m_bench->write(u"a.safetensors"_s, safetensors(sd1Tensors(), {}, 2));
        QVERIFY(setOlder(added->path));
        QVERIFY(wait(library().refresh()));
        QCOMPARE(library().model(added->id)->verified, Verified::NotHashed);
        const auto verified = wait(library().verify(added->id));
        QVERIFY(verified);
        QCOMPARE(verified->verified, Verified::Mismatch);
        m_bench->reopen();
        QCOMPARE(library().model(added->id)->verified, Verified::Mismatch);
        // Adding it again says: this one is meant.
        const auto meant = wait(library().addFile(added->path));
        QVERIFY(meant);
        QCOMPARE(meant->verified, Verified::NotVerified);
    }

    void tellsWhatIsGoneOrDamaged()
    {
        const auto added = wait(library().addFile(m_bench->write(u"a.safetensors"_s, safetensors(sd1Tensors()))));
        QVERIFY(added);
        m_bench->write(u"a.safetensors"_s, safetensors(sd1Tensors()).chopped(5));
        QVERIFY(wait(library().refresh()));
        QCOMPARE(library().model(added->id)->reason, u"truncated"_s);
        QVERIFY(!library().fit(*library().model(added->id), {64, 64}, -1, 1'000'000'000'000).fits);
        QFile::remove(added->path);
        QVERIFY(wait(library().refresh()));
        QVERIFY(library().model(added->id)->isMissing);
        const auto verified = wait(library().verify(added->id));
        QVERIFY(!verified);
        QVERIFY(library().model(added->id)->isMissing);
    }

    void cancelsAndGoesOn()
    {
        const QByteArray bytes = safetensors({{u"big"_s, {24, 1024, 1024}}});
        const auto added = wait(library().addFile(m_bench->write(u"big.safetensors"_s, bytes)));
        QVERIFY(added);
        auto first = library().verify(added->id);
        QCOMPARE(library().model(added->id)->verified, Verified::Hashing);
        const auto second = wait(library().verify(added->id));
        QVERIFY(!second && second.error().code == errors::ModelBusy);
        library().cancelVerify(added->id);
        const auto stopped = wait(std::move(first));
        QVERIFY(!stopped || stopped->sha256 == hashOf(bytes)); // it may have been quicker
        const auto whole = wait(library().verify(added->id));
        QVERIFY(whole);
        QCOMPARE(whole->sha256, hashOf(bytes));
    }

    void hashesOneAfterTheOther()
    {
        std::vector<Task<Model>> running;
        for (int i = 0; i < 5; ++i) {
            const QByteArray bytes = safetensors({{u"t"_s, {i + 1, 1024}}});
            const auto added = wait(library().addFile(m_bench->write(u"%1.safetensors"_s.arg(i), bytes)));
            QVERIFY(added);
            running.push_back(library().verify(added->id));
        }
        for (auto &task : running)
            QVERIFY(wait(std::move(task)));
        for (const Model &model : library().models())
            QCOMPARE(model.verified, Verified::NotVerified);
    }

    void readsFolders()
    {
        m_bench->write(u"models/sd/a.safetensors"_s, safetensors(sd1Tensors()));
        m_bench->write(u"models/lora/b.gguf"_s,
                       gguf({{u"x"_s, {8, 32}}}, {{u"general.architecture"_s, u"ain-mini"_s}}));
        m_bench->write(u"models/old.ckpt"_s, QByteArray("PK\x03\x04\x00\x00\x08\x08\x00\x00", 10));
        m_bench->write(u"models/readme.txt"_s, "hello");
        m_bench->write(u"models/1/2/3/4/deep.safetensors"_s, safetensors(sd1Tensors()));
        QVERIFY(QFile::link(m_bench->folder.filePath(u"models"_s), m_bench->folder.filePath(u"models/sd/loop"_s)));
        const auto result = wait(library().addFolder(m_bench->folder.filePath(u"models"_s)));
        QVERIFY(result);
        QCOMPARE(result->added.size(), 2);
        QCOMPARE(result->refused.size(), 1);
        QVERIFY(result->refused.first().code == errors::ModelPickle);
        QCOMPARE(result->skipped, 1);
        const auto none = wait(library().addFolder(u"/nowhere/at/all"_s));
        QVERIFY(!none && none.error().code == errors::FileRead);
    }

    void keepsTheChosenLicence()
    {
        const auto added = wait(library().addFile(m_bench->write(u"a.safetensors"_s, safetensors(sd1Tensors()))));
        QVERIFY(added);
        const auto chosen = library().catalogue().licence(u"CC-BY-NC-4.0"_s);
        QVERIFY(chosen);
        const auto set = wait(library().setLicence(added->id, *chosen));
        QVERIFY(set);
        QVERIFY(set->licence.known && !set->licence.allowsCommercial);
        m_bench->reopen();
        QCOMPARE(library().model(added->id)->licence, set->licence);
        const auto back = wait(library().setLicence(added->id, {}));
        QVERIFY(back);
        QVERIFY(!back->licence.known);
        const auto unknown = wait(library().setLicence(u"nothing"_s, *chosen));
        QVERIFY(!unknown && unknown.error().code == errors::ModelUnknown);
    }

    void aLoraHasNoUsualLicence()
    {
        const auto added = wait(library().addFile(m_bench->write(
            u"l.safetensors"_s,
            safetensors({{u"lora_te2_x.lora_down.weight"_s, {4, 8}}, {u"lora_te2_x.lora_up.weight"_s, {8, 4}}}))));
        QVERIFY(added);
        QCOMPARE(added->kind, Kind::Lora);
        QVERIFY(added->licence.id.isEmpty());
    }

    void knowsTheBundledUpscaler()
    {
        const QString path = QStringLiteral(AIN_SOURCE_DIR "/resources/models/realesrgan-x4plus-anime.safetensors");
        const auto added = wait(library().addFile(path));
        QVERIFY(added);
        QCOMPARE(added->kind, Kind::Upscaler);
        QCOMPARE(added->family, u"ESRGAN"_s);
        QCOMPARE(added->scale, 4);
        QCOMPARE(added->weightType, u"f16"_s);
        QVERIFY(added->parameters > 4'400'000 && added->parameters < 4'500'000);
        const auto verified = wait(library().verify(added->id));
        QVERIFY(verified);
        QCOMPARE(verified->verified, Verified::Verified);
        QCOMPARE(verified->licence.id, u"BSD-3-Clause"_s);
        QVERIFY(verified->licence.known);
    }

    void diesWhileItHashes()
    {
        const QByteArray bytes = safetensors({{u"big"_s, {24, 1024, 1024}}});
        const auto added = wait(library().addFile(m_bench->write(u"big.safetensors"_s, bytes)));
        QVERIFY(added);
        auto task = library().verify(added->id);
        m_bench->library.reset();
        const auto result = wait(std::move(task));
        QVERIFY(!result && result.error().code == errors::Cancelled);
    }

private:
    [[nodiscard]] ModelLibrary &library() { return *m_bench->library; }
    /// Another time of change, whatever the resolution of the file system.
    static bool setOlder(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadWrite)
            && file.setFileTime(QDateTime::fromSecsSinceEpoch(1'000'000'000), QFileDevice::FileModificationTime);
    }
    std::unique_ptr<LibraryBench> m_bench;
};

} // namespace

QTEST_GUILESS_MAIN(TestLibrary)
#include "test_library.moc"
