// What people who do not see the screen, type Korean, or read another language meet: announcements, names, half-typed
// syllables, longer texts; and the themes as files.
#include "tests/ui/desk.h"
#include "tests/ui/pseudo.h"
#include "tests/ui/walkers.h"
#include "ui/format.h"
#include "ui/pages/wallet/exportsheet.h"
#include "ui/pages/wallet/historycard.h"
#include "ui/pages/wallet/sendsheet.h"
#include "ui/pages/wallet/walletpage.h"
#include "ui/theme/style.h"
#include "ui/widgets/addresslabel.h"
#include "ui/widgets/field.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/progresssteps.h"

#include <QFile>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStyleOption>
#include <QTest>

using namespace ain;
using namespace ain::ui;
using namespace Qt::StringLiterals;

namespace {

void compose(QWidget *field, const QString &text)
{
    QInputMethodEvent event(text, {});
    QCoreApplication::sendEvent(field, &event);
}

QByteArray themeFile(const QString &name)
{
    QFile file(u":/ain/theme/%1.json"_s.arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestAccess : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_theme = std::make_unique<Theme>(*qApp);
    }
    void cleanupTestCase() { m_theme.reset(); }

    /// What an announcement speaks is its source's name. The platform of these tests has no screen reader, so that the
    /// event itself goes nowhere here.
    void whatIsAnnouncedHasItsWordsAsName()
    {
        Desk desk(*m_theme);
        auto *sheet = desk.page<WalletPage>(PageId::Wallet)->sendSheet();
        sheet->open();
        QTest::mouseClick(sheet->nextButton(), Qt::LeftButton);
        settle();
        const auto names = [sheet] {
            QStringList out;
            for (auto *widget : sheet->findChildren<QWidget *>()) {
                if (widget->isVisible() && !widget->accessibleName().isEmpty())
                    out += widget->accessibleName();
            }
            return out;
        };
        const auto fields = sheet->findChildren<Field *>();
        const bool isWrong =
            std::any_of(fields.cbegin(), fields.cend(), [](const Field *field) { return field->hasError(); });
        QVERIFY(isWrong);
        for (Field *field : fields)
            field->setErrorText(u"Another thing."_s);
        QVERIFY(names().contains(u"Another thing."_s));
        for (Field *field : fields)
            field->clearError();
        QVERIFY(!names().contains(u"Another thing."_s));

        QTest::keyClicks(sheet->toEdit(), fake::OtherAddress);
        QTest::keyClicks(sheet->amountEdit(), u"3.25"_s);
        QTest::mouseClick(sheet->nextButton(), Qt::LeftButton);
        settle();
        QTest::mouseClick(sheet->nextButton(), Qt::LeftButton);
        settle();
        const QStringList before = names().filter(u"Step "_s);
        desk.world.operations.tell(Stage::InBlock, false);
        settle();
        QVERIFY(before != names().filter(u"Step "_s));

        auto *banner = sheet->findChild<ErrorBanner *>();
        banner->show(Error{errors::Internal, {}, {}}, u"It went wrong."_s);
        QVERIFY(banner->accessibleName().startsWith(u"It went wrong. "));
    }

    void addressesAreReadInGroups()
    {
        AddressLabel label(*m_theme);
        label.setAddress(fake::OtherAddress);
        const auto texts = label.findChildren<QLabel *>();
        QVERIFY(!texts.isEmpty());
        const QString name = nameOf(texts.constFirst());
        QCOMPARE(name, Format::address(fake::OtherAddress));
        QVERIFY(name.count(u' ') >= 9);
    }

    void aHalfTypedSyllableCounts()
    {
        Desk desk(*m_theme, u"ko"_s);
        desk.window->activateWindow();
        auto *wallet = desk.page<WalletPage>(PageId::Wallet);
        QLineEdit *search = wallet->history()->searchEdit();
        search->setFocus();
        compose(search, u"가"_s);
        QCOMPARE(search->text(), QString());
        QTest::mouseClick(wallet->history()->filterChip(0), Qt::LeftButton);
        QCOMPARE(search->text(), u"가"_s);
        compose(search, u"나"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(search->text(), u"가나"_s);
        // What the input method commits by itself comes once.
        compose(search, u"다"_s);
        QInputMethodEvent committed;
        committed.setCommitString(u"다"_s);
        QCoreApplication::sendEvent(search, &committed);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(search->text(), u"가나다"_s);
        // One that is taken back is gone.
        compose(search, u"라"_s);
        compose(search, QString());
        QTest::mouseClick(wallet->history()->filterChip(0), Qt::LeftButton);
        QCOMPARE(search->text(), u"가나다"_s);
    }

    void longerTextsFit_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addRow("laptop") << QSize(1366, 768);
        QTest::addRow("desktop") << QSize(1920, 1080);
    }
    void longerTextsFit()
    {
        QFETCH(QSize, size);
        Desk desk(*m_theme);
        desk.world.studio.fill();
        desk.window->resize(size);
        PseudoLanguage pseudo;
        QVERIFY(QCoreApplication::installTranslator(&pseudo));
        settle();
        const auto buttons = desk.window->findChildren<QPushButton *>();
        QVERIFY(std::any_of(buttons.cbegin(), buttons.cend(),
                            [](QPushButton *button) { return button->text().startsWith(u'['); }));
        QStringList found;
        const auto look = [&](const QString &where) {
            settle();
            for (const QString &text : clipped(desk.window.get()))
                found += where + u": "_s + text;
        };
        for (int i = 0; i < PageCount; ++i) {
            desk.window->showPage(PageId(i));
            look(u"page %1"_s.arg(i));
        }
        QCoreApplication::removeTranslator(&pseudo);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
    }

    void everySheetHasNamesAndAWayOut()
    {
        // These show what somebody chose, and are walked where something is chosen: test_proofs, test_ui.
        const QStringList subjects{u"ain::ui::ProofSheet"_s, u"ain::ui::DetailSheet"_s};
        QStringList bad;
        for (const QString &code : {u"en"_s, u"ko"_s}) {
            Desk desk(*m_theme, code);
            desk.world.studio.fill();
            desk.page<WalletPage>(PageId::Wallet)->exportSheet()->setAccount(desk.world.wallet.all.constFirst());
            const auto sheets = desk.window->findChildren<Sheet *>();
            QVERIFY(sheets.size() >= 20);
            for (Sheet *sheet : sheets) {
                sheet->open();
                settle();
                if (!sheet->isOpen())
                    continue; // it had nothing to show
                const QString where = QString::fromLatin1(sheet->metaObject()->className());
                if (nameOf(sheet).isEmpty() && !subjects.contains(where))
                    bad += where + u" has no name"_s;
                for (const QString &control : nameless(sheet))
                    bad += where + u": no name for "_s + control;
                sheet->dismiss();
                settle();
                if (sheet->isOpen())
                    bad += where + u" does not close"_s;
            }
        }
        QVERIFY2(bad.isEmpty(), qPrintable(bad.join(u'\n')));
    }

    void themesAreFiles()
    {
        for (const QString &name : {u"light"_s, u"dark"_s, u"high-contrast"_s}) {
            const QByteArray file = themeFile(name);
            QVERIFY2(parseTokens(file).has_value(), qPrintable(name));
        }
        const QByteArray light = themeFile(u"light"_s);
        QCOMPARE(parseTokens(light)->accent, tokens(Scheme::Light).accent);
        const auto complaint = [](const QByteArray &file) {
            const auto read = parseTokens(file);
            return read ? QString() : read.error().args.value(u"what"_s).toString();
        };
        QCOMPARE(complaint("[]"), u"JSON"_s);
        QCOMPARE(complaint("{"), u"JSON"_s);
        QCOMPARE(complaint(QByteArray(light).replace("\"muted\"", "\"mute\"")), u"muted"_s);
        QCOMPARE(complaint(QByteArray(light).replace("\"bg\":", "\"extra\": \"#000000\", \"bg\":")), u"extra"_s);
        QCOMPARE(complaint(QByteArray(light).replace("#f6f6fa", "papaya")), u"bg"_s);
        QCOMPARE(complaint(QByteArray(light).replace("\"#f6f6fa\"", "17")), u"bg"_s);
    }

    /// The rhythm of the look: what is placed stands on a grid of four pixels.
    void measuresStandOnTheGrid()
    {
        for (const int measure : {metrics::PageMarginX, metrics::PageMarginY, metrics::Gap, metrics::CardRadius,
                                  metrics::CardPadding, metrics::ControlHeight, metrics::PrimaryHeight,
                                  metrics::ChipRadius, metrics::RailWidth, metrics::StripHeight})
            QCOMPARE(measure % 4, 0);
        QVERIFY(metrics::MotionMs <= 150);
    }

    void desktopsWishesAreFollowed()
    {
        m_theme->setChoice(ThemeChoice::System);
        m_theme->setDesktop({.isDark = true});
        QCOMPARE(m_theme->scheme(), Scheme::Dark);
        m_theme->setDesktop({.isDark = true, .isHighContrast = true, .isStill = true});
        QCOMPARE(m_theme->scheme(), Scheme::HighContrast);
        QCOMPARE(m_theme->motionMs(), 0);
        QCOMPARE(qApp->style()->styleHint(QStyle::SH_Widget_Animation_Duration), 0);
        // One's own choice goes before it.
        m_theme->setChoice(ThemeChoice::Light);
        QCOMPARE(m_theme->scheme(), Scheme::Light);
        m_theme->setDesktop({});
        QCOMPARE(m_theme->motionMs(), metrics::MotionMs);
        m_theme->setReduceMotion(true);
        QCOMPARE(m_theme->motionMs(), 0);
        QCOMPARE(qApp->style()->styleHint(QStyle::SH_Widget_Animate), 0);
        m_theme->setReduceMotion(false);
    }

    void theFocusRingHasTheTokensColour()
    {
        Style style;
        style.setFocusColor(QColor(255, 0, 0));
        QImage image(40, 20, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        QStyleOptionFocusRect option;
        option.rect = image.rect();
        style.drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, nullptr);
        painter.end();
        QCOMPARE(image.pixelColor(20, 0), QColor(255, 0, 0));
        QCOMPARE(image.pixelColor(20, 1), QColor(255, 0, 0));
        QCOMPARE(image.pixelColor(20, 10), QColor(Qt::white));
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestAccess)
#include "test_access.moc"
