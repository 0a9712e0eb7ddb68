#include "gpu/models/catalogue.h"

#include <QTest>

using namespace ain;
using namespace ain::models;
using namespace Qt::StringLiterals;

namespace {

QByteArray quoted(QByteArray text) { return text.replace('\'', '"'); }

class TestCatalogue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void bundledOneIsWhole()
    {
        const auto catalogue = Catalogue::bundled();
        QVERIFY2(catalogue, catalogue ? "" : qPrintable(catalogue.error().args.value(u"what"_s).toString()));
        QVERIFY(catalogue->size() >= 1);
        const KnownFile *upscaler =
            catalogue->find(u"d76cdef2892c535b6a0faf1daf48e4db730e3a5c509c80bac5fba71bb9adac91"_s);
        QVERIFY(upscaler != nullptr);
        QCOMPARE(upscaler->licence.id, u"BSD-3-Clause"_s);
        QVERIFY(upscaler->licence.known && upscaler->licence.allowsCommercial);
        const KnownFile *dev = catalogue->find(u"4610115bb0c89560703c892c59ac2742fa821e60ef5871b33493ba544683abd7"_s);
        QVERIFY(dev != nullptr && !dev->licence.allowsCommercial);
        QVERIFY(catalogue->find(QString(64, u'0')) == nullptr);
    }

    void usualIsNeverKnown()
    {
        const auto catalogue = Catalogue::bundled();
        QVERIFY(catalogue);
        const auto licence = catalogue->usual(u"SDXL"_s);
        QVERIFY(licence && !licence->known);
        QVERIFY(!catalogue->usual(u"ESRGAN"_s));
    }

    void refusesDamage_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray mit = quoted("{'id':'MIT','name':'MIT','url':'','commercial':true}");
        const QByteArray start = quoted("{'format':1,'licences':[") + mit;
        QTest::newRow("no JSON") << QByteArray("x");
        QTest::newRow("other format") << quoted("{'format':2}");
        QTest::newRow("twice a licence") << start + ',' + mit + "]}";
        QTest::newRow("unknown licence") << quoted("{'format':1,'usual':{'SDXL':'MIT'}}");
        QTest::newRow("short hash") << start + quoted("],'files':[{'sha256':'ab','name':'n','licence':'MIT'}]}");
        QTest::newRow("capital hash") << start + quoted("],'files':[{'sha256':'") + QByteArray(64, 'A')
                + quoted("','name':'n','licence':'MIT'}]}");
    }
    void refusesDamage()
    {
        QFETCH(QByteArray, text);
        const auto catalogue = Catalogue::parse(text);
        QVERIFY(!catalogue);
        QVERIFY(catalogue.error().code == errors::ModelCatalogue);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestCatalogue)
#include "test_catalogue.moc"
