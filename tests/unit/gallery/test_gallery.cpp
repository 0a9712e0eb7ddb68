#include "core/gallery/gallery.h"
#include "tests/unit/gallery/gallerytest.h"

#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QSignalSpy>

#include <algorithm>

using namespace ain;
using namespace ain::gallery;
using namespace ain::test;
using namespace Qt::StringLiterals;

namespace {

QString codeOf(const auto &result) { return result ? QString() : result.error().code.toString(); }

class TestGallery : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<GalleryHome>(2 * 1024 * 1024);
        QVERIFY(m_home->open());
        m_next = 0;
    }
    void cleanup() { m_home.reset(); }

    void keepsEverything()
    {
        recipe::GenerationRequest request;
        request.mode = recipe::Mode::Inpaint;
        request.model = {fakeHash(900), u"dream.safetensors"_s};
        request.prompt = u"푸른 바다 위의 고양이"_s;
        request.negative = u"blurry"_s;
        request.initImage = fakeHash(901);
        request.mask = fakeHash(902);
        const Picture parent = add(u"parent"_s);
        NewPicture wanted = NewPicture::of(request);
        wanted.sha256 = fakeHash(1);
        wanted.bytes = 12345;
        wanted.jobId = u"job"_s;
        wanted.jobIndex = 3;
        wanted.tags = {u" sea "_s, u"cat"_s, u"cat"_s, QString()};
        wanted.parents = {parent.id, 999};
        QSignalSpy changed(&gallery(), &Gallery::changed);
        const auto added = await(gallery().add(wanted));
        QVERIFY(added);
        QCOMPARE(changed.size(), qsizetype(1));
        QVERIFY(m_home->open());
        const auto pictures = await(gallery().pictures({added->id}));
        QCOMPARE(pictures->size(), qsizetype(1));
        const Picture &picture = pictures->first();
        QCOMPARE(picture.sha256, fakeHash(1));
        QCOMPARE(picture.size, QSize(512, 512));
        QCOMPARE(picture.bytes, 12345);
        QCOMPARE(picture.prompt, request.prompt);
        QCOMPARE(picture.negative, request.negative);
        QCOMPARE(picture.modelName, request.model.name);
        QCOMPARE(*recipe::fromJsonText(picture.recipe), request);
        QCOMPARE(picture.recipeHash, recipe::recipeHash(request));
        QCOMPARE(picture.jobId, u"job"_s);
        QCOMPARE(picture.jobIndex, 3);
        QCOMPARE(picture.createdMs, m_home->clock.nowMs());
        QCOMPARE(picture.tags, (QStringList{u"cat"_s, u"sea"_s}));
        QCOMPARE(picture.parents, QList<qint64>{parent.id});
        QVERIFY(!picture.star && !picture.isDeleted && picture.mintedTxHash.isEmpty());
        // The same place in the same job is the same picture.
        wanted.prompt = u"another"_s;
        const auto again = await(gallery().add(wanted));
        QCOMPARE(again->id, added->id);
        QCOMPARE(again->prompt, request.prompt);
        QCOMPARE(await(gallery().query({}))->total, 2);
        QCOMPARE(await(gallery().bySha256(fakeHash(1)))->first().id, added->id);
    }
    void pages()
    {
        QList<qint64> newest;
        for (int i = 0; i < 30; ++i) {
            m_home->clock.advance(i % 3); // some at the same moment
            newest.prepend(add(u"p%1"_s.arg(i)).id);
        }
        QCOMPARE(*await(gallery().ids({})), newest);
        const auto page = await(gallery().query({.offset = 10, .limit = 7}));
        QCOMPARE(page->total, 30);
        QList<qint64> got;
        for (const Picture &picture : page->pictures)
            got.append(picture.id);
        QCOMPARE(got, newest.mid(10, 7));
        QList<qint64> oldest = newest;
        std::reverse(oldest.begin(), oldest.end());
        QCOMPARE(*await(gallery().ids({.sort = Query::Sort::Oldest})), oldest);
        QCOMPARE(await(gallery().query({.sort = Query::Sort::Prompt}))->pictures.first().prompt, u"p0"_s);
        QVERIFY(await(gallery().query({.offset = 100}))->pictures.isEmpty());
        QVERIFY(await(gallery().query({.offset = -5, .limit = -5}))->pictures.isEmpty());
        const auto some = await(gallery().pictures({newest[3], 12345, newest[1]}));
        QCOMPARE(some->size(), qsizetype(2));
        QCOMPARE(some->first().id, newest[3]);
    }
    void finds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("found");
        QTest::newRow("all") << QString() << QList<int>{0, 1, 2, 3, 4};
        QTest::newRow("blank") << u" \t\n "_s << QList<int>{0, 1, 2, 3, 4};
        QTest::newRow("word") << u"lighthouse"_s << QList<int>{0};
        QTest::newRow("part of a word") << u"ightho"_s << QList<int>{0};
        QTest::newRow("case") << u"LIGHTHOUSE"_s << QList<int>{0};
        QTest::newRow("two words, any order") << u"storm light"_s << QList<int>{0};
        QTest::newRow("both must stand") << u"storm cat"_s << QList<int>{};
        QTest::newRow("korean word") << u"고양이"_s << QList<int>{1};
        QTest::newRow("part of a korean word") << u"바다"_s << QList<int>{1, 2};
        QTest::newRow("one letter") << u"밤"_s << QList<int>{2};
        QTest::newRow("decomposed") << u"바다"_s.normalized(QString::NormalizationForm_D) << QList<int>{1, 2};
        QTest::newRow("short and long") << u"바다 고양이"_s << QList<int>{1};
        QTest::newRow("emoji") << u"🌙"_s << QList<int>{2};
        QTest::newRow("model") << u"dreamshaper"_s << QList<int>{3};
        QTest::newRow("tag") << u"keeper"_s << QList<int>{3};
        QTest::newRow("negative prompt is not searched") << u"blurry"_s << QList<int>{};
        // What would be search syntax is text.
        QTest::newRow("quotes") << u"\"quoted\""_s << QList<int>{4};
        QTest::newRow("operators") << u"NOT lighthouse"_s << QList<int>{};
        QTest::newRow("or") << u"lighthouse OR cat"_s << QList<int>{};
        QTest::newRow("star") << u"light*"_s << QList<int>{};
        QTest::newRow("column") << u"words:cat"_s << QList<int>{};
        QTest::newRow("near") << u"NEAR(a b)"_s << QList<int>{};
        QTest::newRow("brackets") << u"(weight:1.2)"_s << QList<int>{4};
        QTest::newRow("percent") << u"100%"_s << QList<int>{4};
        QTest::newRow("percent alone") << u"%"_s << QList<int>{4};
        QTest::newRow("underscore") << u"_"_s << QList<int>{};
        QTest::newRow("lone quote") << u"\""_s << QList<int>{4};
        QTest::newRow("many quotes") << u"\"\"\"\""_s << QList<int>{};
        QTest::newRow("nul") << QString(u"light"_s + QChar(0) + u"house"_s) << QList<int>{0};
        QTest::newRow("sql") << u"'; DROP TABLE pictures;--"_s << QList<int>{};
        QTest::newRow("long") << QString(100'000, u'x') << QList<int>{};
        QTest::newRow("many") << u"light "_s.repeated(10'000) << QList<int>{0};
        QTest::newRow("lone surrogate") << QString(QChar(0xd800)) << QList<int>{};
    }
    void finds()
    {
        QFETCH(QString, text);
        QFETCH(QList<int>, found);
        QList<qint64> all;
        all.append(add(u"A Lighthouse in the STORM"_s).id);
        all.append(add(u"푸른 바다 위의 고양이"_s).id);
        all.append(add(u"밤바다 🌙"_s).id);
        NewPicture picture = fresh(u"cats"_s);
        picture.modelName = u"DreamShaper 8"_s;
        picture.negative = u"blurry"_s;
        picture.tags = {u"keeper"_s};
        all.append(await(gallery().add(picture))->id);
        all.append(add(u"a \"quoted\" thing, (weight:1.2), 100% sharp"_s).id);
        QSet<qint64> expected;
        for (const int index : found)
            expected.insert(all[index]);
        Query query;
        query.text = text;
        const auto ids = await(gallery().ids(query));
        QVERIFY2(ids, qPrintable(codeOf(ids)));
        QCOMPARE(QSet<qint64>(ids->begin(), ids->end()), expected);
        QCOMPARE(await(gallery().query(query))->total, expected.size());
    }
    void starsAndTags()
    {
        const Picture a = add(u"a"_s);
        const Picture b = add(u"b"_s);
        QVERIFY(await(gallery().setStar({a.id, b.id, 77}, true)));
        QVERIFY(await(gallery().setStar({b.id}, false)));
        QCOMPARE(*await(gallery().ids({.starredOnly = true})), QList<qint64>{a.id});
        QVERIFY(await(gallery().setTags(a.id, {u"red"_s, u"sky"_s})));
        QVERIFY(await(gallery().addTag({a.id, b.id}, u" blue\nsky "_s)));
        QCOMPARE(await(gallery().pictures({a.id}))->first().tags, (QStringList{u"blue sky"_s, u"red"_s, u"sky"_s}));
        QCOMPARE(*await(gallery().ids({.tags = {u"blue sky"_s}, .sort = Query::Sort::Oldest})),
                 (QList<qint64>{a.id, b.id}));
        QCOMPARE(*await(gallery().ids({.tags = {u"blue sky"_s, u"red"_s}})), QList<qint64>{a.id});
        QCOMPARE(*await(gallery().ids({.text = u"blue"_s, .starredOnly = true})), QList<qint64>{a.id});
        const auto tags = await(gallery().allTags());
        QCOMPARE(tags->size(), qsizetype(3));
        QCOMPARE(tags->first().name, u"blue sky"_s);
        QCOMPARE(tags->first().count, 2);
        QVERIFY(await(gallery().removeTag({a.id, b.id}, u"blue sky"_s)));
        QVERIFY(await(gallery().ids({.text = u"blue"_s}))->isEmpty());
        QVERIFY(await(gallery().setTags(a.id, {})));
        QVERIFY(await(gallery().allTags())->isEmpty());
        QCOMPARE(codeOf(await(gallery().setTags(77, {u"x"_s}))), errors::GalleryUnknown.toString());
        QCOMPARE(codeOf(await(gallery().setTags(a.id, {QString(TagMax + 1, u'x')}))), errors::TooLarge.toString());
        QStringList many;
        for (int i = 0; i <= TagsMax; ++i)
            many.append(QString::number(i));
        QCOMPARE(codeOf(await(gallery().setTags(a.id, many))), errors::TooLarge.toString());
        QVERIFY(await(gallery().setMinted(a.id, u"0xtx"_s, u"object"_s, u"7"_s)));
        QCOMPARE(await(gallery().pictures({a.id}))->first().mintedTokenId, u"7"_s);
        QCOMPARE(codeOf(await(gallery().setMinted(77, {}, {}, {}))), errors::GalleryUnknown.toString());
    }
    void models()
    {
        for (int i = 0; i < 3; ++i) {
            NewPicture picture = fresh(u"x"_s);
            picture.modelName = i < 2 ? u"dream"_s : u"mini"_s;
            QVERIFY(await(gallery().add(picture)));
        }
        const auto models = await(gallery().allModels());
        QCOMPARE(models->size(), qsizetype(2));
        QCOMPARE(models->first().name, u"dream"_s);
        QCOMPARE(await(gallery().query({.model = u"mini"_s}))->total, 1);
    }
    void removedAndBack()
    {
        const Picture a = add(u"lighthouse a"_s);
        const Picture b = add(u"lighthouse b"_s);
        QSignalSpy changed(&gallery(), &Gallery::changed);
        const auto token = await(gallery().remove({a.id}));
        QVERIFY(token);
        QCOMPARE(*await(gallery().ids({.text = u"lighthouse"_s})), QList<qint64>{b.id});
        QVERIFY(await(gallery().pictures({a.id}))->first().isDeleted);
        QVERIFY(m_home->open()); // undo works after a restart as well
        QCOMPARE(*await(gallery().undoRemove(*token)), QList<qint64>{a.id});
        QCOMPARE(await(gallery().query({}))->total, 2);
        QCOMPARE(codeOf(await(gallery().undoRemove(*token))), errors::GalleryUndo.toString());
        QCOMPARE(codeOf(await(gallery().undoRemove({}))), errors::GalleryUndo.toString());
        const auto first = await(gallery().remove({a.id}));
        const auto second = await(gallery().remove({a.id, b.id})); // a is gone already
        QCOMPARE(*await(gallery().undoRemove(*second)), QList<qint64>{b.id});
        QCOMPARE(*await(gallery().undoRemove(*first)), QList<qint64>{a.id});
    }
    void purges()
    {
        const Picture parent = add(u"parent"_s);
        NewPicture child = fresh(u"child"_s);
        child.parents = {parent.id};
        child.uses = {fakeHash(500), parent.sha256};
        const Picture kept = *await(gallery().add(child));
        NewPicture twin = fresh(u"twin"_s);
        twin.sha256 = kept.sha256; // the same bytes twice
        const Picture second = *await(gallery().add(twin));
        QVERIFY(await(gallery().putThumbnail(parent.id, 256, "thumb")));
        const auto token = await(gallery().remove({parent.id, second.id}));
        QVERIFY(token);
        QVERIFY(await(gallery().purge(1000))->isEmpty());
        QVERIFY(await(gallery().undoRemove(*token)));
        QVERIFY(await(gallery().remove({parent.id, second.id})));
        m_home->clock.advance(1000);
        // The parent's file is still needed by the child, the twin's is the child's own.
        QVERIFY(await(gallery().purge(1000))->isEmpty());
        QVERIFY(await(gallery().pictures({parent.id}))->isEmpty());
        QVERIFY(await(gallery().thumbnails({parent.id}, 256))->isEmpty());
        QVERIFY(await(gallery().pictures({kept.id}))->first().parents.isEmpty());
        QVERIFY(await(gallery().remove({kept.id})));
        const auto gone = await(gallery().purge(0));
        QStringList expected{kept.sha256, fakeHash(500), parent.sha256};
        expected.sort();
        QCOMPARE(*gone, expected);
        // Told until they are really gone; a file that is named again is not.
        QVERIFY(m_home->open());
        NewPicture again = fresh(u"again"_s);
        again.sha256 = parent.sha256;
        QVERIFY(await(gallery().add(again)));
        expected.removeOne(parent.sha256);
        QCOMPARE(*await(gallery().purge(0)), expected);
        QVERIFY(await(gallery().filesGone(expected)));
        QVERIFY(await(gallery().purge(0))->isEmpty());
        QVERIFY(await(gallery().query({.text = u"child"_s}))->pictures.isEmpty());
    }
    void lineages()
    {
        QList<qint64> line{add(u"0"_s).id};
        for (int i = 1; i < 5; ++i) {
            NewPicture next = fresh(QString::number(i));
            next.parents = {line.last(), line.first()};
            line.append(await(gallery().add(next))->id);
        }
        const auto middle = await(gallery().lineage(line[2]));
        QCOMPARE(middle->ancestors, (QList<qint64>{line[0], line[1]}));
        QCOMPARE(middle->descendants, (QList<qint64>{line[3], line[4]}));
        QVERIFY(await(gallery().lineage(12345))->ancestors.isEmpty());
    }
    void thumbnailsAreBounded()
    {
        QCOMPARE(codeOf(await(gallery().putThumbnail(1, 256, QByteArray(ThumbnailMax + 1, 'x')))),
                 errors::TooLarge.toString());
        const QByteArray image(100'000, 'i');
        QList<qint64> ids;
        for (int i = 1; i <= 50; ++i) {
            ids.append(i);
            QVERIFY(await(gallery().putThumbnail(i, 256, image)));
            QVERIFY(await(gallery().putThumbnail(i, 256, image))); // again: no more than one
        }
        const auto kept = await(gallery().thumbnails(ids, 256));
        QVERIFY(kept->size() <= 21);
        QVERIFY(kept->size() >= 15);
        QVERIFY(kept->contains(50) && !kept->contains(1)); // the oldest go
        QCOMPARE(kept->value(50), image);
        QVERIFY(await(gallery().thumbnails(ids, 64))->isEmpty());
        m_home->close();
        QVERIFY(QFileInfo(m_home->path() + u"/thumbnails.db"_s).size() < 5 * 1024 * 1024);
        // Broken thumbnails cost nothing but themselves.
        QFile file(m_home->path() + u"/thumbnails.db"_s);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write(QByteArray(8192, 'n'));
        file.close();
        QVERIFY(m_home->open());
        QVERIFY(await(gallery().thumbnails(ids, 256))->isEmpty());
        QVERIFY(await(gallery().putThumbnail(1, 256, image)));
    }
    void drafts()
    {
        QVERIFY(await(gallery().draft(u"studio"_s))->isEmpty());
        QVERIFY(await(gallery().saveDraft(u"studio"_s, "{\"prompt\":\"a\"}")));
        QVERIFY(await(gallery().saveDraft(u"studio"_s, "{\"prompt\":\"ab\"}")));
        QVERIFY(m_home->open());
        QCOMPARE(*await(gallery().draft(u"studio"_s)), QByteArray("{\"prompt\":\"ab\"}"));
        QVERIFY(await(gallery().saveDraft(u"studio"_s, {})));
        QVERIFY(await(gallery().draft(u"studio"_s))->isEmpty());
        QCOMPARE(codeOf(await(gallery().saveDraft({}, "x"))), errors::InvalidArgument.toString());
        QCOMPARE(codeOf(await(gallery().saveDraft(u"a"_s, QByteArray(DraftMax + 1, 'x')))),
                 errors::TooLarge.toString());
    }
    void refuses()
    {
        const auto refused = [this](auto change) {
            NewPicture picture = fresh(u"x"_s);
            change(picture);
            return codeOf(await(gallery().add(picture)));
        };
        const QString argument = errors::InvalidArgument.toString();
        const QString large = errors::TooLarge.toString();
        QCOMPARE(refused([](auto &p) { p.sha256 = u"../x"_s; }), argument);
        QCOMPARE(refused([](auto &p) { p.uses = {u"x"_s}; }), argument);
        QCOMPARE(refused([](auto &p) { p.size = QSize(0, 5); }), argument);
        QCOMPARE(refused([](auto &p) { p.size = QSize(5, 1'000'000); }), argument);
        QCOMPARE(refused([](auto &p) { p.bytes = -1; }), argument);
        QCOMPARE(refused([](auto &p) { p.prompt = QString(recipe::PromptMax + 1, u'x'); }), large);
        QCOMPARE(refused([](auto &p) { p.recipe = QByteArray(RecipeMax + 1, 'x'); }), large);
        QCOMPARE(refused([](auto &p) { p.parents = QList<qint64>(17, 1); }), large);
        QCOMPARE(refused([](auto &p) { p.tags = {QString(TagMax + 1, u'x')}; }), large);
        // All or none.
        QCOMPARE(codeOf(await(gallery().addAll({fresh(u"good"_s), NewPicture()}))), argument);
        QCOMPARE(codeOf(await(gallery().addAll(QList<NewPicture>(1001, fresh(u"x"_s))))), large);
        QCOMPARE(await(gallery().query({}))->total, 0);
        QCOMPARE(await(gallery().addAll({fresh(u"a"_s), fresh(u"b"_s)}))->size(), qsizetype(2));
        QVERIFY(await(gallery().addAll({}))->isEmpty());
    }
    // The file as version 1 wrote it. To make one for a later version: AIN_WRITE_GOLDEN=1.
    void golden()
    {
        const QString golden = QStringLiteral(AIN_TEST_DATA "/gallery/gallery-1.db");
        const QString own = m_home->path() + u"/gallery.db"_s;
        if (qEnvironmentVariableIsSet("AIN_WRITE_GOLDEN")) {
            NewPicture picture = fresh(u"푸른 바다"_s);
            picture.tags = {u"sea"_s};
            picture.jobId = u"job"_s;
            picture.recipe = "{}";
            const Picture first = *await(gallery().add(picture));
            NewPicture next = fresh(u"removed"_s);
            next.parents = {first.id};
            const Picture second = *await(gallery().add(next));
            QVERIFY(await(gallery().setStar({first.id}, true)));
            QVERIFY(await(gallery().setMinted(first.id, u"tx"_s, u"object"_s, u"7"_s)));
            QVERIFY(await(gallery().remove({second.id})));
            QVERIFY(await(gallery().saveDraft(u"studio"_s, "{}")));
            m_home->close();
            QFile::remove(golden);
            QVERIFY(QFile::copy(own, golden));
        }
        m_home->close();
        QFile::remove(own);
        QVERIFY(QFile::copy(golden, own));
        const auto opened = m_home->open();
        QVERIFY(opened && opened->setAside.isNull());
        const auto page = await(gallery().query({.text = u"바다 sea"_s, .starredOnly = true, .tags = {u"sea"_s}}));
        QCOMPARE(page->total, 1);
        QCOMPARE(page->pictures.first().mintedTokenId, u"7"_s);
        QCOMPARE(page->pictures.first().recipe, QByteArray("{}"));
        const auto lineage = await(gallery().lineage(page->pictures.first().id));
        QCOMPARE(lineage->descendants.size(), qsizetype(1));
        QVERIFY(await(gallery().pictures(lineage->descendants))->first().isDeleted);
        QCOMPARE(*await(gallery().draft(u"studio"_s)), QByteArray("{}"));
    }
    void damagedAndInUse()
    {
        (void)add(u"a"_s);
        QThread thread;
        thread.start();
        {
            Gallery second(m_home->path(), &thread, m_home->clock);
            QCOMPARE(codeOf(await(second.open())), errors::StoreInUse.toString());
            QCOMPARE(codeOf(await(second.query({}))), errors::StoreInUse.toString());
        }
        thread.quit();
        thread.wait();
        m_home->close();
        QFile file(m_home->path() + u"/gallery.db"_s);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write(QByteArray(8192, 'n'));
        file.close();
        const auto opened = m_home->open();
        QVERIFY(opened);
        QCOMPARE(opened->setAside, m_home->path() + u"/gallery.db.damaged-1"_s);
        QCOMPARE(await(gallery().query({}))->total, 0);
        (void)add(u"b"_s);
    }

private:
    [[nodiscard]] Gallery &gallery() const { return m_home->gallery(); }
    NewPicture fresh(const QString &prompt)
    {
        NewPicture picture;
        picture.sha256 = fakeHash(1000 + m_next++);
        picture.size = QSize(512, 512);
        picture.prompt = prompt;
        return picture;
    }
    Picture add(const QString &prompt) { return await(gallery().add(fresh(prompt))).value_or(Picture()); }

    std::unique_ptr<GalleryHome> m_home;
    int m_next = 0;
};

} // namespace

QTEST_GUILESS_MAIN(TestGallery)
#include "test_gallery.moc"
