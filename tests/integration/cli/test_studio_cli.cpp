// The studio in the terminal: real processes, the real engine, small models with random weights.
#include "clirun.h"

#include <QCryptographicHash>
#include <QDir>
#include <QImage>
#include <QRegularExpression>
#include <QSet>

#include <csignal>

using namespace ain;
using namespace ain::test;

namespace {

const QString Prompt = u"a red fox in the snow"_s;

class TestStudioCli : public QObject {
    Q_OBJECT

    const CliBench m_bench{false};
    const QString m_models = QStringLiteral(AIN_ENGINE_MODELS);

    [[nodiscard]] Outcome run(const QStringList &arguments) const { return m_bench.run(arguments); }
    [[nodiscard]] QString path(const QString &name) const { return m_bench.path(name); }
    [[nodiscard]] QStringList drawing(const QStringList &more) const
    {
        return QStringList{u"generate"_s, u"--model"_s,     u"tiny"_s,    u"--vae"_s,    u"tae"_s,
                           u"--size"_s,   u"64x64"_s,       u"--steps"_s, u"2"_s,        u"--guidance"_s,
                           u"1"_s,        u"--precision"_s, u"as_file"_s, u"--prompt"_s, Prompt}
        + more;
    }
    /// Each line a value of JSON; null when one is not.
    static json::Array lines(const QByteArray &out)
    {
        json::Array values;
        for (const QByteArray &line : out.trimmed().split('\n')) {
            auto value = json::parse(line);
            values.push_back(value ? *value : json::Value());
        }
        return values;
    }
    static json::Value last(const Outcome &outcome) { return lines(outcome.out).back(); }
    static QString codeOf(const Outcome &outcome) { return last(outcome).at({u"error", u"code"}).toString(); }
    static QByteArray fileBytes(const QString &name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] json::Array jobs() const { return run({u"jobs"_s, u"list"_s}).json.array(); }
    [[nodiscard]] qint64 total() const { return run({u"gallery"_s, u"list"_s}).json[u"total"].toInteger(); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_bench.isValid());
        const Outcome device = run({u"device"_s});
        QCOMPARE(device.exitCode, 0);
        QVERIFY2(device.json[u"engine"].isObject(), device.out.constData());
        if (device.json.at({u"engine", u"samplers"}).toString().isEmpty())
            QSKIP("ain-engine was built without stable-diffusion.cpp, or this CPU is older than x86-64-v3");
    }

    void deviceTellsWhatDraws()
    {
        const json::Value device = run({u"device"_s}).json;
        QVERIFY(device.at({u"memory", u"total_bytes"}).toInteger() > 0);
        QVERIFY(!device.at({u"cpu", u"name"}).toString().isEmpty());
        QVERIFY(device.at({u"engine", u"confinement", u"no_new_privileges"}).toBool());
        // A sentence, not a code.
        const QString why = device[u"gpus_why_not"].toString();
        if (device[u"gpus"].array().empty())
            QVERIFY2(!why.isEmpty() && !why.contains(u'(') && !why.contains(u" 0"_s), qPrintable(why));
    }

    void modelsAreAddedListedAndVerified()
    {
        const Outcome empty = m_bench.run(drawing({}));
        QCOMPARE(codeOf(empty), u"cli.model_unknown"_s);
        const Outcome added = run({u"models"_s, u"add"_s, m_models + u"/tiny.safetensors"_s});
        QCOMPARE(added.exitCode, 0);
        QCOMPARE(added.json[u"added"].array().size(), std::size_t(1));
        QCOMPARE(added.json[u"added"].array()[0][u"kind"].toString(), u"checkpoint"_s);
        QCOMPARE(added.json[u"added"].array()[0][u"state"].toString(), u"not_hashed"_s);

        // A folder with a sound file, a broken one and one that is none.
        const QDir folder(path(u"folder"_s));
        QVERIFY(QDir().mkpath(folder.path()));
        QVERIFY(QFile::copy(m_models + u"/tae.safetensors"_s, folder.filePath(u"tae.safetensors"_s)));
        QVERIFY(QFile::copy(m_models + u"/lora.safetensors"_s, folder.filePath(u"lora.safetensors"_s)));
        const QString broken = m_bench.write(u"folder/broken.safetensors"_s, QByteArray(64, '\xff'));
        (void)m_bench.write(u"folder/notes.txt"_s, "hello");
        const Outcome all = run({u"models"_s, u"add"_s, folder.path()});
        QCOMPARE(all.exitCode, 0);
        QCOMPARE(all.json[u"added"].array().size(), std::size_t(2));
        QCOMPARE(all.json[u"refused"].array().size(), std::size_t(1));
        QVERIFY(all.json[u"refused"].array()[0].toString().contains(u"broken.safetensors"_s));
        const Outcome refused = run({u"models"_s, u"add"_s, broken});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.code().startsWith(u"model."_s), qPrintable(refused.code()));
        const Outcome pickle = run({u"models"_s, u"add"_s, m_bench.write(u"evil.ckpt"_s, "\x80\x02}q\x00.")});
        QCOMPARE(pickle.code(), u"model.pickle"_s);
        QCOMPARE(run({u"models"_s, u"add"_s, path(u"absent.gguf"_s)}).exitCode, 1);

        const Outcome verified = run({u"models"_s, u"verify"_s, u"tae"_s});
        QCOMPARE(verified.exitCode, 0);
        const QByteArray hash =
            QCryptographicHash::hash(fileBytes(folder.filePath(u"tae.safetensors"_s)), QCryptographicHash::Sha256);
        QCOMPARE(last(verified)[u"sha256"].toString(), QString::fromLatin1(hash.toHex()));
        QCOMPARE(last(verified)[u"state"].toString(), u"not_verified"_s);
        QCOMPARE(run({u"models"_s, u"verify"_s, u"nobody"_s}).code(), u"cli.model_unknown"_s);

        // Other bytes under the same name are not taken for the same.
        const QString lora = folder.filePath(u"lora.safetensors"_s);
        QCOMPARE(run({u"models"_s, u"verify"_s, u"lora"_s}).exitCode, 0);
        QByteArray other = fileBytes(lora);
        other.back() = char(other.back() ^ 1);
        (void)m_bench.write(u"folder/lora.safetensors"_s, other);
        const Outcome changed = run({u"models"_s, u"verify"_s, u"lora"_s});
        QCOMPARE(changed.exitCode, 1);
        QCOMPARE(last(changed)[u"state"].toString(), u"mismatch"_s);

        const json::Array listed = run({u"models"_s, u"list"_s}).json.array();
        QStringList names;
        for (const json::Value &model : listed)
            names += model[u"name"].toString();
        for (const QString &name : {u"tiny"_s, u"tae"_s, u"lora"_s, u"realesrgan-x4plus-anime"_s})
            QVERIFY2(names.contains(name), qPrintable(names.join(u' ')));
        QCOMPARE(run({u"models"_s, u"remove"_s, u"lora"_s}).exitCode, 0);
        QVERIFY(QFile::exists(lora));
        QCOMPARE(run({u"models"_s, u"list"_s}).json.array().size(), listed.size() - 1);
    }

    void drawsWithProgressAndTheSameTwice()
    {
        const Outcome two = run(drawing({u"--seed"_s, u"5"_s, u"--count"_s, u"2"_s, u"--out"_s, path(u"fox.png"_s)}));
        QCOMPARE(two.exitCode, 0);
        const json::Array told = lines(two.out);
        QVERIFY(told.size() > 3);
        QSet<QString> phases;
        for (std::size_t i = 0; i + 1 < told.size(); ++i) {
            QVERIFY2(told[i].isObject(), two.out.constData());
            QVERIFY(told[i][u"event"].toString() == u"progress"_s || told[i][u"event"].toString() == u"hash"_s);
            phases.insert(told[i][u"phase"].toString());
        }
        for (const QString &phase : {u"load"_s, u"sample"_s, u"decode"_s})
            QVERIFY2(phases.contains(phase), qPrintable(phase));
        const json::Array pictures = told.back().array();
        QCOMPARE(pictures.size(), std::size_t(2));
        QCOMPARE(pictures[0][u"seed"].toInteger(), 5);
        QCOMPARE(pictures[1][u"seed"].toInteger(), 6);
        QCOMPARE(pictures[0][u"group"], pictures[1][u"group"]);
        QCOMPARE(pictures[0][u"file"].toString(), path(u"fox-1.png"_s));
        const QByteArray fox = fileBytes(path(u"fox-1.png"_s));
        QVERIFY(!fox.isEmpty() && fox != fileBytes(path(u"fox-2.png"_s)));
        QCOMPARE(QImage::fromData(fox).size(), QSize(64, 64));
        QCOMPARE(QString::fromLatin1(QCryptographicHash::hash(fox, QCryptographicHash::Sha256).toHex()),
                 pictures[0][u"sha256"].toString());

        const Outcome again = run(drawing({u"--seed"_s, u"5"_s, u"--out"_s, path(u"again.png"_s)}));
        QCOMPARE(again.exitCode, 0);
        QCOMPARE(fileBytes(path(u"again.png"_s)), fox);
        QCOMPARE(last(again)[u"recipe_hash"], pictures[0][u"recipe_hash"]);
        QCOMPARE(total(), 3);
    }

    void whatCantBeDrawnIsToldBeforehand_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("model") << QStringList{u"--model"_s, u"nobody"_s} << u"cli.model_unknown"_s << 1;
        QTest::newRow("size") << QStringList{u"--size"_s, u"99999x64"_s} << u"recipe.size"_s << 1;
        QTest::newRow("odd size") << QStringList{u"--size"_s, u"100x64"_s} << u"recipe.size"_s << 1;
        QTest::newRow("no size") << QStringList{u"--size"_s, u"large"_s} << u"cli.usage"_s << 2;
        QTest::newRow("steps") << QStringList{u"--steps"_s, u"1000"_s} << u"recipe.range"_s << 1;
        QTest::newRow("no number") << QStringList{u"--steps"_s, u"many"_s} << u"cli.usage"_s << 2;
        QTest::newRow("count") << QStringList{u"--count"_s, u"0"_s} << u"cli.usage"_s << 2;
        QTest::newRow("too many") << QStringList{u"--count"_s, u"401"_s} << u"cli.usage"_s << 2;
        QTest::newRow("mask without init") << QStringList{u"--mask"_s, u"x.png"_s} << u"cli.usage"_s << 2;
        QTest::newRow("init that is none")
            << QStringList{u"--init"_s, u"/dev/null"_s} << u"studio.picture_damaged"_s << 1;
        QTest::newRow("absent init") << QStringList{u"--init"_s, u"/nowhere/x.png"_s} << u"file.read"_s << 1;
        QTest::newRow("no folder") << QStringList{u"--out"_s, u"/nowhere/x.png"_s} << u"file.write"_s << 1;
        QTest::newRow("a folder") << QStringList{u"--force"_s, u"--out"_s, u"/"_s} << u"file.write"_s << 1;
        QTest::newRow("axis") << QStringList{u"--x"_s, u"colour=red"_s} << u"cli.usage"_s << 2;
        QTest::newRow("value") << QStringList{u"--x"_s, u"steps=few"_s} << u"studio.grid"_s << 1;
    }
    void whatCantBeDrawnIsToldBeforehand()
    {
        QFETCH(const QStringList, more);
        QFETCH(const QString, code);
        QFETCH(const int, exitCode);
        const std::size_t before = jobs().size();
        // The last of two equal options would win anyway: the wrong one comes alone.
        QStringList line = drawing({});
        for (qsizetype i = 0; i + 1 < more.size(); i += more[i] == u"--force" ? 1 : 2) {
            const qsizetype at = line.indexOf(more[i]);
            if (at > 0)
                line.remove(at, 2);
        }
        const Outcome outcome = run(line + more);
        QCOMPARE(codeOf(outcome), code);
        QCOMPARE(outcome.exitCode, exitCode);
        QVERIFY(last(outcome).at({u"error", u"message"}).toString().size() > 10);
        QCOMPARE(jobs().size(), before);
    }

    void existingFilesStay()
    {
        const QByteArray before = fileBytes(path(u"again.png"_s));
        QVERIFY(!before.isEmpty());
        const Outcome refused = run(drawing({u"--seed"_s, u"8"_s, u"--out"_s, path(u"again.png"_s)}));
        QCOMPARE(codeOf(refused), u"file.exists"_s);
        QCOMPARE(fileBytes(path(u"again.png"_s)), before);
    }

    void recipesAreShownAndChecked()
    {
        const Outcome shown = run({u"recipe"_s, u"show"_s, path(u"fox-1.png"_s)});
        QCOMPARE(shown.exitCode, 0);
        QCOMPARE(shown.json.at({u"recipe", u"prompt"}).toString(), Prompt);
        QCOMPARE(shown.json.at({u"recipe", u"seed"}).toInteger(), 5);
        const Outcome same = run({u"recipe"_s, u"check"_s, path(u"fox-1.png"_s)});
        QCOMPARE(same.exitCode, 0);
        QVERIFY(last(same)[u"bit_equal"].toBool());
        QCOMPARE(last(same)[u"differences"].array().size(), std::size_t(0));

        // The same words over other pixels.
        QImage image(path(u"fox-1.png"_s));
        QVERIFY(!image.text(u"ain-recipe"_s).isEmpty());
        for (int i = 0; i < 32; ++i)
            image.setPixel(i, i, 0xFFFFFFFF);
        QVERIFY(image.save(path(u"changed.png"_s)));
        const Outcome differs = run({u"recipe"_s, u"check"_s, path(u"changed.png"_s)});
        QCOMPARE(differs.exitCode, 0);
        QVERIFY(last(differs)[u"bit_equal"].isBool() && !last(differs)[u"bit_equal"].toBool());
        QVERIFY(last(differs)[u"rms"].toDouble() > 0);

        QImage plain(8, 8, QImage::Format_RGB32);
        plain.fill(Qt::red);
        QVERIFY(plain.save(path(u"plain.png"_s)));
        for (const QString &step : {u"show"_s, u"check"_s}) {
            const Outcome none = run({u"recipe"_s, step, path(u"plain.png"_s)});
            QCOMPARE(none.code(), u"cli.no_recipe"_s);
            QCOMPARE(none.exitCode, 1);
        }
        QCOMPARE(run({u"recipe"_s, u"show"_s, path(u"absent.png"_s)}).code(), u"file.read"_s);
        QCOMPARE(total(), 3); // what was only compared is not kept
    }

    void upscales()
    {
        QVERIFY(QImage(path(u"fox-1.png"_s)).copy(0, 0, 16, 16).save(path(u"small.png"_s)));
        const Outcome large = run({u"upscale"_s, path(u"small.png"_s), u"--out"_s, path(u"large.png"_s)});
        QCOMPARE(large.exitCode, 0);
        QCOMPARE(QImage(path(u"large.png"_s)).size(), QSize(64, 64));
        QCOMPARE(codeOf(run({u"upscale"_s, path(u"small.png"_s), u"--model"_s, u"nobody"_s})), u"cli.model_unknown"_s);
        QCOMPARE(codeOf(run({u"upscale"_s, path(u"small.png"_s), u"--factor"_s, u"99"_s})), u"recipe.range"_s);
        QCOMPARE(run({u"upscale"_s, path(u"absent.png"_s)}).exitCode, 1);
    }

    void picturesAreFoundExportedAndRemoved()
    {
        const json::Value found = run({u"gallery"_s, u"search"_s, u"snow"_s, u"fo"_s}).json;
        QCOMPARE(found[u"total"].toInteger(), 3);
        QCOMPARE(run({u"gallery"_s, u"search"_s, u"nothing\" OR *"_s}).json[u"total"].toInteger(), 0);
        const QString id = QString::number(found[u"pictures"].array()[0][u"id"].toInteger());
        const QString sha256 = found[u"pictures"].array()[0][u"sha256"].toString();
        const json::Value one = run({u"gallery"_s, u"list"_s, u"--limit"_s, u"1"_s, u"--offset"_s, u"1"_s}).json;
        QCOMPARE(one[u"pictures"].array().size(), std::size_t(1));
        QCOMPARE(run({u"gallery"_s, u"list"_s, u"--limit"_s, u"0"_s}).exitCode, 2);

        QVERIFY(QDir().mkpath(path(u"export"_s)));
        const QStringList exporting{u"gallery"_s, u"export"_s, id, u"--out"_s, path(u"export"_s)};
        const Outcome exported = run(exporting);
        QCOMPARE(exported.exitCode, 0);
        const QString file = exported.json.array()[0].toString();
        const auto digest = [&file] {
            return QString::fromLatin1(QCryptographicHash::hash(fileBytes(file), QCryptographicHash::Sha256).toHex());
        };
        QVERIFY(digest() != sha256); // it carries its credentials
        const Outcome checked = run({u"provenance"_s, u"check"_s, file});
        QCOMPARE(checked.exitCode, 0);
        QCOMPARE(checked.json[u"standing"].toString(), u"valid"_s);
        QCOMPARE(checked.json[u"source"].toString(), u"trainedAlgorithmicMedia"_s);
        QVERIFY(!checked.json[u"model"].toString().isEmpty());
        QVERIFY(!checked.out.contains("snow"));
        QByteArray changed = fileBytes(file);
        changed[changed.size() / 2] = char(changed[changed.size() / 2] ^ 1);
        QFile other(path(u"changed.png"_s));
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write(changed) == changed.size());
        other.close();
        const Outcome altered = run({u"provenance"_s, u"check"_s, other.fileName()});
        QCOMPARE(altered.exitCode, 1);
        QCOMPARE(altered.json[u"standing"].toString(), u"altered"_s);
        QCOMPARE(run(exporting + QStringList{u"--force"_s, u"--plain"_s}).exitCode, 0);
        QCOMPARE(digest(), sha256);
        QCOMPARE(run({u"provenance"_s, u"check"_s, file}).json[u"standing"].toString(), u"none"_s);
        QCOMPARE(run({u"provenance"_s, u"set"_s, u"off"_s}).json[u"on"], json::Value(false));
        QCOMPARE(run(exporting + QStringList{u"--force"_s}).exitCode, 0);
        QCOMPARE(digest(), sha256);
        QCOMPARE(run({u"provenance"_s, u"set"_s, u"on"_s}).json[u"on"], json::Value(true));
        QCOMPARE(run({u"provenance"_s, u"set"_s, u"maybe"_s}).exitCode, 2);
        QCOMPARE(run(exporting).code(), u"file.exists"_s);
        QCOMPARE(run(exporting + QStringList{u"--force"_s}).exitCode, 0);
        QCOMPARE(run({u"gallery"_s, u"export"_s, u"99999"_s, u"--out"_s, path(u"export"_s)}).code(),
                 u"gallery.unknown"_s);
        QCOMPARE(run({u"gallery"_s, u"export"_s, u"x"_s}).exitCode, 2);

        QCOMPARE(run({u"gallery"_s, u"star"_s, id}).exitCode, 0);
        QCOMPARE(run({u"gallery"_s, u"list"_s, u"--starred"_s}).json[u"total"].toInteger(), 1);
        QCOMPARE(run({u"gallery"_s, u"tag"_s, id, u"여우"_s}).exitCode, 0);
        QCOMPARE(run({u"gallery"_s, u"search"_s, u"여우"_s}).json[u"total"].toInteger(), 1);

        const qint64 before = total();
        const Outcome removed = run({u"gallery"_s, u"remove"_s, id});
        QCOMPARE(removed.exitCode, 0);
        QCOMPARE(total(), before - 1);
        const QStringList undo{u"gallery"_s, u"remove"_s, u"--undo"_s, removed.json[u"undo"].toString()};
        QCOMPARE(run(undo).json[u"back"].toInteger(), 1);
        QCOMPARE(total(), before);
        QCOMPARE(run(undo).code(), u"gallery.undo"_s);
        QCOMPARE(run({u"gallery"_s, u"remove"_s}).exitCode, 2);
    }

    void aGridGoesOnOneSheet()
    {
        const Outcome drawn =
            run(drawing({u"--seed"_s, u"1"_s, u"--x"_s, u"steps=1,2"_s, u"--y"_s, u"prompt_text=fox,cat,owl"_s}));
        QCOMPARE(drawn.exitCode, 0);
        QCOMPARE(last(drawn).array().size(), std::size_t(6));
        const QString group = last(drawn).array()[0][u"group"].toString();
        QVERIFY(!group.isEmpty());
        const QString out = path(u"sheet.png"_s);
        const QStringList making{u"gallery"_s, u"sheet"_s, u"--group"_s, group, u"--out"_s, out};
        const Outcome made = run(making);
        QVERIFY2(made.exitCode == 0, made.out.constData());
        QCOMPARE(made.json[u"pictures"].toInteger(), 6);
        QCOMPARE(made.json[u"missing"].toInteger(), 0);
        const QImage sheet(out);
        QVERIFY(sheet.width() > 2 * 64 && sheet.height() > 3 * 64);
        // The cells stand in it, pixel by pixel.
        const QImage cell = QImage::fromData([&] {
                                const QString id = QString::number(last(drawn).array()[0][u"picture"].toInteger());
                                const Outcome exported =
                                    run({u"gallery"_s, u"export"_s, id, u"--out"_s, path(u"export"_s)});
                                return fileBytes(exported.json.array()[0].toString());
                            }())
                                .convertToFormat(QImage::Format_RGB32);
        bool isThere = false;
        for (int y = 0; y + 64 <= sheet.height() && !isThere; ++y) {
            for (int x = 0; x + 64 <= sheet.width() && !isThere; ++x)
                isThere = sheet.copy(x, y, 64, 1).convertToFormat(QImage::Format_RGB32) == cell.copy(0, 0, 64, 1)
                    && sheet.copy(x, y, 64, 64).convertToFormat(QImage::Format_RGB32) == cell;
        }
        QVERIFY(isThere);
        QCOMPARE(run(making).code(), u"file.exists"_s);
        QCOMPARE(run({u"gallery"_s, u"sheet"_s, u"--group"_s, u"nobody"_s, u"--out"_s, path(u"no.png"_s)}).code(),
                 u"studio.group"_s);
        QCOMPARE(run({u"gallery"_s, u"sheet"_s, u"--out"_s, path(u"no.png"_s)}).exitCode, 2);
        QCOMPARE(run({u"gallery"_s, u"sheet"_s, u"1"_s, u"2"_s, u"--out"_s, path(u"two.png"_s)}).exitCode, 0);
    }

    void aKilledGenerateIsTakenUpAgain()
    {
        const qint64 before = total();
        QProcess process;
        process.start(
            QStringLiteral(AIN_CLI),
            QStringList{u"--data"_s, path(u"data"_s), u"--json"_s, u"generate"_s}
                + drawing({u"--seed"_s, u"31"_s}).mid(1).replaceInStrings(QRegularExpression(u"^2$"_s), u"20"_s));
        QByteArray seen;
        while (!seen.contains("\"sample\"") && process.waitForReadyRead(120000))
            seen += process.readAllStandardOutput();
        QVERIFY2(seen.contains("\"sample\""), seen.constData());
        QCOMPARE(::kill(pid_t(process.processId()), SIGKILL), 0);
        QVERIFY(process.waitForFinished());

        // Still there, in its place; nothing is half there.
        json::Array left = jobs();
        QCOMPARE(left[0][u"state"].toString(), u"queued"_s);
        QCOMPARE(left[0][u"prompt"].toString(), Prompt);
        QCOMPARE(total(), before);
        const QString id = left[0][u"id"].toString();
        QCOMPARE(run({u"jobs"_s, u"pause"_s, id}).json[u"state"].toString(), u"paused"_s);
        QCOMPARE(run({u"jobs"_s, u"retry"_s, id}).code(), u"job.state"_s);
        QCOMPARE(run({u"jobs"_s, u"resume"_s, id}).json[u"state"].toString(), u"queued"_s);
        QCOMPARE(run({u"jobs"_s, u"cancel"_s, id}).json[u"state"].toString(), u"cancelled"_s);
        QCOMPARE(run({u"jobs"_s, u"retry"_s, id}).json[u"state"].toString(), u"queued"_s);
        QCOMPARE(run({u"jobs"_s, u"cancel"_s, u"nobody"_s}).code(), u"job.unknown"_s);

        // The next one draws what was left as well, once.
        const Outcome next = run(drawing({u"--seed"_s, u"32"_s}));
        QCOMPARE(next.exitCode, 0);
        QCOMPARE(total(), before + 2);
        for (const json::Value &job : jobs())
            QCOMPARE(job[u"state"].toString(), u"done"_s);
    }

    void hiddenWordsStayHidden()
    {
        QCOMPARE(run({u"vault"_s, u"init"_s, u"--unprotected"_s}).exitCode, 0);
        QCOMPARE(run({u"account"_s, u"create"_s, u"--name"_s, u"me"_s}).exitCode, 0);
        QCOMPARE(run({u"faucet"_s, u"me"_s, u"100"_s}).exitCode, 0);
        const Outcome collection =
            run({u"collection"_s, u"create"_s, u"--name"_s, u"Foxes"_s, u"--symbol"_s, u"FOX"_s});
        QCOMPARE(collection.exitCode, 0);
        const QString object = collection.json[u"object_id"].toString();
        const QString file = path(u"fox-1.png"_s);
        QVERIFY(fileBytes(file).contains(Prompt.toUtf8()));
        const Outcome minted =
            run({u"token"_s, u"mint"_s, object, file, u"--name"_s, u"Fox"_s, u"--hide-prompt"_s, u"--yes"_s});
        QVERIFY2(minted.exitCode == 0, minted.out.constData());
        const Outcome shown = run({u"token"_s, u"show"_s, object, minted.json[u"token_id"].toString()});
        QCOMPARE(shown.exitCode, 0);
        const QByteArray hash = QCryptographicHash::hash(Prompt.toUtf8(), QCryptographicHash::Sha256).toHex();
        QVERIFY2(shown.out.contains(hash), shown.out.constData());
        QVERIFY(!shown.out.contains("snow"));
        // The file that was minted is another one than that of the gallery, and does not hold the words either.
        const QString sha256 = shown.json[u"image_sha256"].toString();
        QVERIFY2(sha256.size() == 64, shown.out.constData());
        const QByteArray bytes = fileBytes(path(u"data/content/"_s + sha256));
        QVERIFY(!bytes.isEmpty() && bytes != fileBytes(file));
        QVERIFY(!bytes.contains("snow"));
        QCOMPARE(QImage::fromData(bytes), QImage(file).convertToFormat(QImage::fromData(bytes).format()));
    }

    void aLicenceThatForbidsSalesAsksForItsOwnYes()
    {
        const QString object = run({u"collection"_s, u"list"_s}).json.array()[0][u"object_id"].toString();
        const QString licence = u"LicenseRef-FLUX-1-dev-NonCommercial"_s;
        QCOMPARE(run({u"models"_s, u"licence"_s, u"tiny"_s, licence}).exitCode, 0);
        const QStringList mint{u"token"_s, u"mint"_s, object, path(u"fox-2.png"_s), u"--name"_s, u"Fox"_s};
        const Outcome refused = run(mint + QStringList{u"--yes"_s});
        QCOMPARE(refused.code(), u"cli.licence"_s);
        QVERIFY(refused.json.at({u"error", u"message"}).toString().contains(u"tiny"_s));
        // Saying nothing of the recipe does not change what it was drawn with.
        QCOMPARE(run(mint + QStringList{u"--no-recipe"_s}).code(), u"cli.licence"_s);
        const Outcome rehearsed = run(mint + QStringList{u"--dry-run"_s});
        QCOMPARE(rehearsed.exitCode, 0);
        QVERIFY(rehearsed.err.contains("forbids commercial use"));
        const Outcome minted = run(mint + QStringList{u"--non-commercial"_s});
        QVERIFY2(minted.exitCode == 0, minted.out.constData());
        const Outcome shown = run({u"token"_s, u"show"_s, object, minted.json[u"token_id"].toString()});
        QVERIFY(!shown.out.toLower().contains("commercial") && !shown.out.toLower().contains("licen"));
        QCOMPARE(run({u"models"_s, u"licence"_s, u"tiny"_s}).exitCode, 0);
        QCOMPARE(run(mint + QStringList{u"--dry-run"_s}).err.contains("forbids commercial use"), false);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestStudioCli)
#include "test_studio_cli.moc"
