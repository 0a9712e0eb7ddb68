// Contact sheets: where pictures and words stand, and how large they get.
#include "core/recipe/grid.h"
#include "gpu/studio/contactsheet.h"

#include <QTest>

using namespace ain;
using namespace ain::recipe;
using namespace ain::studio;
using namespace Qt::StringLiterals;

namespace {

recipe::GenerationRequest base()
{
    recipe::GenerationRequest request;
    request.model = {.sha256 = QString(64, u'a'), .name = u"tiny"_s};
    request.prompt = u"a red fox in the snow"_s;
    request.width = request.height = 64;
    request.seed = 3;
    return request;
}

QList<recipe::GenerationRequest> grid(const Axis &x, const Axis &y)
{
    return expandGrid(base(), x, y).value_or(QList<recipe::GenerationRequest>());
}

QString plainName(const QString &setting) { return setting; }

bool isBlank(const QImage &image, QRect where)
{
    for (int y = where.top(); y <= where.bottom(); ++y) {
        for (int x = where.left(); x <= where.right(); ++x) {
            if (image.pixel(x, y) != 0xFFFFFFFF)
                return false;
        }
    }
    return true;
}

QRgb colourOf(qsizetype i) { return qRgb(int(40 + i * 23 % 180), int(30 + i * 71 % 200), int(i * 37 % 250)); }

QImage painted(ContactSheet &sheet)
{
    for (qsizetype i = 0; i < sheet.cells(); ++i) {
        QImage picture(64, 64, QImage::Format_RGB32);
        picture.fill(colourOf(i));
        sheet.paint(i, picture);
    }
    return sheet.take();
}

} // namespace

class TestContactSheet : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void axesFollowFromTheRecipes()
    {
        const auto requests = grid({AxisKind::Steps, {u"10"_s, u"5"_s, u"20"_s}}, {AxisKind::Seed, {u"7"_s, u"2"_s}});
        QCOMPARE(requests.size(), 6);
        const auto plan = planSheet(requests);
        QVERIFY(plan);
        QVERIFY(plan->isGrid());
        QCOMPARE(plan->x.setting, u"steps"_s);
        QCOMPARE(plan->x.values, (QStringList{u"5"_s, u"10"_s, u"20"_s}));
        QCOMPARE(plan->y.setting, u"seed"_s);
        QCOMPARE(plan->y.values, (QStringList{u"2"_s, u"7"_s}));
        // Drawn as seed 7: 10 5 20, then seed 2.
        QCOMPARE(plan->cells, (QList<qsizetype>{4, 3, 5, 1, 0, 2}));
        QVERIFY(plan->shared.contains(std::pair(u"model"_s, u"tiny"_s)));
        QVERIFY(std::none_of(plan->shared.cbegin(), plan->shared.cend(),
                             [](const auto &one) { return one.first == u"seed" || one.first == u"steps"; }));
        // One that is not drawn yet leaves its cell empty.
        const auto holed = planSheet(requests.mid(0, 5));
        QVERIFY(holed);
        QCOMPARE(holed->cells.count(-1), 1);
    }

    void promptsAreToldByWhatDiffers()
    {
        const auto plan = planSheet(grid({AxisKind::PromptText, {u"red fox"_s, u"red cat"_s, u"owl"_s}}, {}));
        QVERIFY(plan);
        QCOMPARE(plan->x.setting, u"prompt"_s);
        QCOMPARE(plan->x.values, (QStringList{u"red fox"_s, u"red cat"_s, u"owl"_s}));
        QCOMPARE(plan->rows, 1);
    }

    void whatIsNoGridBecomesAList()
    {
        auto requests = grid({AxisKind::Steps, {u"10"_s, u"5"_s}}, {AxisKind::Seed, {u"7"_s, u"2"_s}});
        requests.last().guidance = 3;
        const auto three = planSheet(requests);
        QVERIFY(three);
        QVERIFY(!three->isGrid());
        QCOMPARE(three->captions.size(), 4);
        QCOMPARE(three->captions[3].size(), 3);
        // The same settings twice share no cell.
        auto doubled = grid({AxisKind::Steps, {u"10"_s, u"5"_s}}, {});
        doubled.append(doubled.first());
        const auto twice = planSheet(doubled);
        QVERIFY(twice);
        QCOMPARE(twice->captions.size(), 3);
        QCOMPARE(twice->cells.count(-1), 1);
        // A grid with a picture in each row and column and nothing between them says nothing.
        QList<recipe::GenerationRequest> diagonal;
        for (int i = 0; i < 5; ++i) {
            diagonal.append(base());
            diagonal.last().steps = 10 + i;
            diagonal.last().seed = quint64(i);
        }
        const auto listed = planSheet(diagonal);
        QVERIFY(listed);
        QVERIFY(!listed->isGrid());
        QCOMPARE(listed->captions.size(), 5);
        // Many seeds in rows of their own.
        const auto seeds = planSheet(variations(base(), 30));
        QVERIFY(seeds);
        QCOMPARE(seeds->columns, 6);
        QCOMPARE(seeds->rows, 5);
        QCOMPARE(planSheet({}).error().code, errors::StudioSheetEmpty);
        QList<recipe::GenerationRequest> many(SheetCellsMax + 1, base());
        QCOMPARE(planSheet(many).error().code, errors::TooLarge);
    }

    void cellsAndWordsStandInTheirPlaces()
    {
        const auto plan =
            planSheet(grid({AxisKind::Steps, {u"5"_s, u"10"_s, u"20"_s}}, {AxisKind::Seed, {u"2"_s, u"7"_s}}));
        QVERIFY(plan);
        ContactSheet sheet(*plan, QSize(64, 64), plainName);
        const QList<QRect> words{sheet.titleRect(), sheet.columnsRect(), sheet.rowsRect()};
        QList<QRect> cells;
        for (qsizetype i = 0; i < sheet.cells(); ++i) {
            cells += sheet.cellRect(i);
            QCOMPARE(cells.last().size(), QSize(64, 64));
            for (const QRect &around : words)
                QVERIFY(!around.intersects(cells.last()));
        }
        QVERIFY(cells[0].right() < cells[1].left() && cells[0].bottom() < cells[3].top());
        const QImage image = painted(sheet);
        for (qsizetype i = 0; i < cells.size(); ++i) {
            QVERIFY(image.rect().contains(cells[i]));
            for (const QPoint &corner : {cells[i].topLeft(), cells[i].bottomRight(), cells[i].center()})
                QCOMPARE(image.pixel(corner), colourOf(i));
        }
        for (const QRect &around : words) {
            QVERIFY(image.rect().contains(around));
            QVERIFY(!isBlank(image, around));
        }
        // Every column and row has its own words.
        for (int column = 0; column < 3; ++column)
            QVERIFY(!isBlank(
                image,
                QRect(cells[column].left(), sheet.columnsRect().center().y(), 64, sheet.columnsRect().height() / 2)));
        for (int row = 0; row < 2; ++row)
            QVERIFY(
                !isBlank(image, QRect(sheet.rowsRect().left(), cells[row * 3].top(), sheet.rowsRect().width(), 64)));
        // Between the cells is paper.
        QVERIFY(
            isBlank(image, QRect(cells[0].right() + 1, cells[0].top(), cells[1].left() - cells[0].right() - 1, 64)));
    }

    void largeSheetsAreScaledDown_data()
    {
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("rows");
        QTest::addColumn<QSize>("cell");
        QTest::newRow("largest pictures") << 20 << 20 << QSize(4096, 4096);
        QTest::newRow("one row") << 400 << 1 << QSize(512, 512);
        QTest::newRow("one column") << 1 << 400 << QSize(2048, 512);
        QTest::newRow("slim") << 2 << 200 << QSize(64, 4096);
    }
    void largeSheetsAreScaledDown()
    {
        QFETCH(const int, columns);
        QFETCH(const int, rows);
        QFETCH(const QSize, cell);
        SheetPlan plan;
        plan.columns = columns;
        plan.rows = rows;
        plan.x.setting = u"seed"_s;
        plan.y.setting = u"steps"_s;
        for (int i = 0; i < columns; ++i)
            plan.x.values += QString::number(i);
        for (int i = 0; i < rows; ++i)
            plan.y.values += QString::number(i);
        for (qsizetype i = 0; i < qsizetype(columns) * rows; ++i)
            plan.cells += i;
        constexpr int bound = 2048; // as the true one, with less to fill
        ContactSheet sheet(plan, cell, plainName, bound);
        QVERIFY(sheet.size().width() <= bound && sheet.size().height() <= bound);
        QVERIFY(std::max(sheet.size().width(), sheet.size().height()) > bound / 2);
        const QRect last = sheet.cellRect(sheet.cells() - 1);
        QVERIFY(QRect(QPoint(), sheet.size()).contains(last));
        const QImage image = painted(sheet);
        QCOMPARE(image.pixel(last.center()), colourOf(sheet.cells() - 1));
        QCOMPARE(image.pixel(sheet.cellRect(0).center()), colourOf(0));
    }
};

QTEST_MAIN(TestContactSheet)
#include "test_contactsheet.moc"
