// Writes a picture of every page, light and dark, Korean and English, 1366×768, from made-up data.
// usage: ain_ui_screenshots FOLDER [ko|en [light|dark]]
#include "tests/ui/desk.h"
#include "ui/pages/activity/activitypage.h"
#include "ui/pages/collection/addsheet.h"
#include "ui/pages/collection/collectionpage.h"
#include "ui/pages/collection/detailsheet.h"
#include "ui/pages/collection/mintsheet.h"
#include "ui/pages/collection/searchsheet.h"
#include "ui/pages/common/newpassword.h"
#include "ui/pages/common/previewpanel.h"
#include "ui/pages/common/proofsheet.h"
#include "ui/pages/firstrun/firstrunpage.h"
#include "ui/pages/settings/drillsheet.h"
#include "ui/pages/settings/settingspage.h"
#include "ui/pages/share/agreesheet.h"
#include "ui/pages/share/askagreementscard.h"
#include "ui/pages/share/askproviderscard.h"
#include "ui/pages/share/askview.h"
#include "ui/pages/share/doorcard.h"
#include "ui/pages/share/doorkeysheet.h"
#include "ui/pages/share/earningscard.h"
#include "ui/pages/share/enlistsheet.h"
#include "ui/pages/share/paidcard.h"
#include "ui/pages/share/poolinvitesheet.h"
#include "ui/pages/share/pooljoinsheet.h"
#include "ui/pages/share/poolseatcard.h"
#include "ui/pages/share/poolsection.h"
#include "ui/pages/share/sharepage.h"
#include "ui/pages/studio/comparesheet.h"
#include "ui/pages/studio/gallerycard.h"
#include "ui/pages/studio/gallerygrid.h"
#include "ui/pages/studio/gridsheet.h"
#include "ui/pages/studio/importsheet.h"
#include "ui/pages/studio/inpaintsheet.h"
#include "ui/pages/studio/maskcanvas.h"
#include "ui/pages/studio/modelssheet.h"
#include "ui/pages/studio/picturesheet.h"
#include "ui/pages/studio/placebar.h"
#include "ui/pages/studio/promptcard.h"
#include "ui/pages/studio/queuestrip.h"
#include "ui/pages/studio/studiopage.h"
#include "ui/pages/studio/studiopresenter.h"
#include "ui/pages/studio/styleeditor.h"
#include "ui/pages/wallet/accountsheet.h"
#include "ui/pages/wallet/bringsheet.h"
#include "ui/pages/wallet/contactssheet.h"
#include "ui/pages/wallet/exportsheet.h"
#include "ui/pages/wallet/handoversheet.h"
#include "ui/pages/wallet/historycard.h"
#include "ui/pages/wallet/messagesheet.h"
#include "ui/pages/wallet/offlinesheet.h"
#include "ui/pages/wallet/receivesheet.h"
#include "ui/pages/wallet/replacesheet.h"
#include "ui/pages/wallet/sendsheet.h"
#include "ui/pages/wallet/signsheet.h"
#include "ui/pages/wallet/stakesheet.h"
#include "ui/pages/wallet/walletpage.h"
#include "ui/widgets/animatedqr.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/passwordfield.h"
#include "ui/widgets/prooflamp.h"
#include "ui/widgets/rowlist.h"
#include "ui/window/guidesheet.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace ain;
using namespace ain::ui;
using namespace Qt::StringLiterals;

namespace {

void shoot(QWidget &window, const QString &folder, const QString &name)
{
    settle();
    if (!window.grab().save(u"%1/%2.png"_s.arg(folder, name), "PNG", 0))
        qFatal("can't write %s", qPrintable(name));
}

void shootExports(fake::World &world, MainWindow &window, WalletPage &wallet, const QString &folder,
                  const QString &tail)
{
    wallet.accountSheet()->open();
    shoot(window, folder, u"accounts"_s + tail);
    wallet.accountSheet()->dismiss();
    ExportSheet *sheet = wallet.exportSheet();
    const auto open = [&](ExportSheet::Kind kind) {
        sheet->setAccount(world.wallet.all.first());
        sheet->setKind(kind);
        sheet->open();
        sheet->password()->edit()->setText(u"correct horse"_s);
    };
    const auto step = [&] {
        sheet->nextButton()->click();
        settle();
    };
    open(ExportSheet::Kind::Words);
    shoot(window, folder, u"export"_s + tail);
    step();
    shoot(window, folder, u"export-covered"_s + tail);
    step();
    shoot(window, folder, u"export-words"_s + tail);
    sheet->dismiss();
    open(ExportSheet::Kind::PrivateKey);
    step();
    step();
    shoot(window, folder, u"export-key"_s + tail);
    sheet->dismiss();
    open(ExportSheet::Kind::Keystore);
    sheet->setFilePicker(
        [](const QString &name, const std::function<void(const QString &)> &chosen) { chosen(u"/home/me/"_s + name); });
    shoot(window, folder, u"export-keystore"_s + tail);
    sheet->filePassword()->first()->edit()->setText(u"a long password"_s);
    sheet->filePassword()->second()->edit()->setText(u"a long password"_s);
    step();
    shoot(window, folder, u"export-written"_s + tail);
    sheet->dismiss();
}

void shootOffline(fake::World &world, MainWindow &window, WalletPage &wallet, const QString &folder,
                  const QString &tail)
{
    wallet.history()->list()->setCurrentIndex(wallet.history()->list()->model()->index(3, 0));
    shoot(window, folder, u"history-selected"_s + tail);
    const QSize usual = window.size();
    window.resize(1024, 640);
    shoot(window, folder, u"history-small"_s + tail);
    window.resize(usual);
    wallet.history()->list()->setCurrentIndex({});
    wallet.contactsSheet()->open();
    wallet.contactsSheet()->list()->setCurrentRow(0);
    shoot(window, folder, u"contacts"_s + tail);
    wallet.contactsSheet()->newButton()->click();
    wallet.contactsSheet()->addressEdit()->setText(fake::LookAlikeAddress);
    shoot(window, folder, u"contacts-look-alike"_s + tail);
    wallet.contactsSheet()->addressEdit()->setText(QString::fromLatin1(fake::KeyHex));
    shoot(window, folder, u"contacts-secret"_s + tail);
    wallet.contactsSheet()->dismiss();
    SendSheet *send = wallet.sendSheet();
    send->open();
    send->toEdit()->setText(fake::LookAlikeAddress);
    send->amountEdit()->setText(u"3.25"_s);
    send->nextButton()->click();
    shoot(window, folder, u"send-look-alike"_s + tail);
    send->dismiss();
    send->open();
    send->toEdit()->setText(QString::fromLatin1(fake::Phrase));
    shoot(window, folder, u"send-secret"_s + tail);
    send->dismiss();
    MessageSheet *messages = wallet.messageSheet();
    messages->open();
    messages->messageEdit()->setPlainText(
        u"example.org asks: does this account belong to you?\n2026-11-23 09:41\u202e"_s);
    shoot(window, folder, u"message"_s + tail);
    messages->nextButton()->click();
    shoot(window, folder, u"message-exact"_s + tail);
    messages->nextButton()->click();
    shoot(window, folder, u"message-signed"_s + tail);
    messages->setMode(MessageSheet::Mode::Verify);
    messages->messageEdit()->setPlainText(world.messages.signedText);
    messages->addressEdit()->setText(fake::MyAddress);
    messages->signatureEdit()->setText(u"0x"_s + QString(194, u'7'));
    messages->nextButton()->click();
    shoot(window, folder, u"message-checked"_s + tail);
    messages->dismiss();
    messages->setMode(MessageSheet::Mode::Sign);
}

void shootStakes(MainWindow &window, WalletPage &wallet, const QString &folder, const QString &tail)
{
    StakeSheet *sheet = wallet.stakeSheet();
    sheet->open();
    settle();
    sheet->positionList()->setCurrentRow(0);
    sheet->appEdit()->setFocus();
    QElapsedTimer clock; // the pause after typing
    clock.start();
    while (clock.elapsed() < 600)
        settle();
    sheet->amountEdit()->setText(u"25"_s);
    shoot(window, folder, u"stake"_s + tail);
    sheet->nextButton()->click();
    settle();
    shoot(window, folder, u"stake-preview"_s + tail);
    sheet->presenter()->back();
    sheet->setMode(StakeSheet::Mode::Unstake);
    sheet->nextButton()->click();
    shoot(window, folder, u"unstake"_s + tail);
    sheet->setMode(StakeSheet::Mode::Claim);
    sheet->maxButton()->click();
    shoot(window, folder, u"claim"_s + tail);
    sheet->nextButton()->click();
    settle();
    shoot(window, folder, u"claim-preview"_s + tail);
    sheet->dismiss();
}

void shootSearch(fake::World &world, MainWindow &window, CollectionPage &page, const QString &folder,
                 const QString &tail)
{
    world.collection.foreign = world.collection.all.last();
    world.collection.foreign.objectId = u"0xCc00000000000000000000000000000000000003"_s;
    world.collection.foreign.name = u"Night Trains"_s;
    world.collection.foreign.symbol = u"TRAIN"_s;
    world.collection.foreign.description = u"Sixty trains after midnight."_s;
    world.collection.foreign.owner = fake::OtherAddress;
    world.collection.foreign.originChecked = false;
    page.addSheet()->open();
    page.addSheet()->idEdit()->setText(world.collection.foreign.objectId);
    page.addSheet()->nextButton()->click();
    settle();
    shoot(window, folder, u"collection-add"_s + tail);
    page.addSheet()->dismiss();
    page.searchSheet()->open();
    shoot(window, folder, u"search"_s + tail);
    page.searchSheet()->nextButton()->click();
    Q_EMIT world.collection.searchProgress(12, 40, 3);
    shoot(window, folder, u"search-running"_s + tail);
    page.searchSheet()->dismiss();
    shoot(window, folder, u"collection-searching"_s + tail);
    page.searchSheet()->open();
    world.collection.search->finish(0);
    shoot(window, folder, u"search-nothing"_s + tail);
    page.searchSheet()->dismiss();
}

void shootReplacement(fake::World &world, MainWindow &window, const QString &folder, const QString &tail)
{
    ActivityRow refused = world.activity.list.first();
    refused.id = refused.txHash = u"0x1c4b7f0000000000000000000000000000000000000000000000000000a07d99"_s;
    refused.nonce = 44;
    refused.stage = Stage::Failed;
    refused.error = Error{ErrorCode("wallet.tx_rejected"),
                          {{u"hash"_s, refused.txHash}, {u"code"_s, 10712}, {u"message"_s, u"Invalid nonce"_s}},
                          {}};
    refused.replaceable = true;
    world.activity.list.prepend(refused);
    Q_EMIT world.activity.changed();
    auto *page = qobject_cast<ActivityPage *>(window.page(PageId::Activity));
    page->list()->setCurrentIndex(page->list()->model()->index(0, 0));
    shoot(window, folder, u"activity-refused"_s + tail);
    page->replaceButton()->click();
    shoot(window, folder, u"replace"_s + tail);
    page->replaceSheet()->dismiss();
}

void shootProofs(fake::World &world, MainWindow &window, WalletPage &wallet, const QString &folder, const QString &tail)
{
    ProofSheet *sheet = wallet.proofSheet();
    wallet.lamp()->click();
    shoot(window, folder, u"proof"_s + tail);
    sheet->rawFold()->setOpen(true);
    shoot(window, folder, u"proof-raw"_s + tail);
    sheet->dismiss();
    const std::pair<QString, ProofState> states[] = {{u"older"_s, fake::older()},
                                                     {u"word"_s, fake::appsWord()},
                                                     {u"unproven"_s, fake::unproven()},
                                                     {u"contradicted"_s, fake::contradicted()}};
    for (const auto &[name, state] : states) {
        world.wallet.tell(state);
        wallet.lamp()->click();
        shoot(window, folder, u"proof-%1%2"_s.arg(name, tail));
        sheet->dismiss();
    }
    shoot(window, folder, u"wallet-contradicted"_s + tail);
    wallet.sendSheet()->open();
    shoot(window, folder, u"send-contradicted"_s + tail);
    wallet.sendSheet()->dismiss();
    world.wallet.tell(fake::proven());
}

void shootAlarm(fake::World &world, MainWindow &window, const QString &folder, const QString &tail)
{
    const light::LightStatus quiet = world.light.now;
    world.light.raise(u"conflicting_final_blocks"_s);
    shoot(window, folder, u"settings-alarm"_s + tail);
    world.light.tell(quiet);
}

void shootStudio(fake::World &world, MainWindow &window, const QString &folder, const QString &tail)
{
    auto *page = qobject_cast<StudioPage *>(window.page(PageId::Studio));
    window.showPage(PageId::Studio);
    shoot(window, folder, u"studio-empty"_s + tail);
    world.studio.fillModels();
    world.studio.fillGallery(120);
    world.studio.fillQueue();
    page->presenter()->edit([&tail](StudioDraft &draft) {
        draft.request.prompt =
            tail.endsWith(u"ko") ? u"노란 배경의 파란 고양이, 빨간 모자"_s : u"a blue cat on yellow, red hat"_s;
        draft.style = u"pixel"_s;
        draft.count = 4;
        draft.isSeedLocked = true;
        draft.request.seed = 7;
    });
    settle();
    shoot(window, folder, u"studio"_s + tail);
    const QSize usual = window.size();
    window.resize(1024, 640);
    settle();
    shoot(window, folder, u"studio-small"_s + tail);
    window.resize(usual);
    page->prompt()->fold()->setOpen(true);
    page->queue()->fold()->setOpen(true);
    page->presenter()->edit([](StudioDraft &draft) {
        draft.request.loras = {{{fake::hashOf(102), u"paper-cut-style"_s}, 0.8}};
        draft.request.initImage = fake::hashOf(1);
    });
    settle();
    shoot(window, folder, u"studio-folds"_s + tail);
    page->prompt()->fold()->setOpen(false);
    page->queue()->fold()->setOpen(false);
    page->gallery()->grid()->selectionModel()->select(page->gallery()->model()->index(1), QItemSelectionModel::Select);
    page->gallery()->grid()->selectionModel()->select(page->gallery()->model()->index(3), QItemSelectionModel::Select);
    world.studio.become(EngineState::BackingOff,
                        Error{ErrorCode("engine.crashed"), {{u"phase"_s, u"sample"_s}, {u"signal"_s, 11}}, {}});
    shoot(window, folder, u"studio-trouble"_s + tail);
    world.studio.become(EngineState::Idle);
    page->pictureSheet()->show(120);
    settle();
    shoot(window, folder, u"studio-picture"_s + tail);
    page->pictureSheet()->dismiss();
    page->compareSheet()->show(120, 118);
    settle();
    shoot(window, folder, u"studio-compare"_s + tail);
    page->compareSheet()->dismiss();
    page->inpaintSheet()->edit(fake::hashOf(1), 1);
    settle();
    page->inpaintSheet()->canvas()->layer().begin({180, 200}, 30, false);
    page->inpaintSheet()->canvas()->layer().extend({330, 220});
    shoot(window, folder, u"studio-inpaint"_s + tail);
    page->inpaintSheet()->dismiss();
    page->gridSheet()->show();
    page->gridSheet()->setMode(GridSheet::Mode::Grid);
    page->gridSheet()->kindBox(0)->setCurrentIndex(2);
    page->gridSheet()->valuesEdit(0)->setText(u"10..40/10"_s);
    shoot(window, folder, u"studio-grid"_s + tail);
    page->gridSheet()->dismiss();
    page->modelsSheet()->open();
    world.studio.work = {{u"m0"_s, u"AIN Pixel 32"_s, false, 1'200'000'000, 2'132'000'000, {}}};
    Q_EMIT world.studio.modelWorkChanged();
    page->modelsSheet()->list()->setCurrentIndex(page->modelsSheet()->list()->model()->index(1, 0));
    settle();
    shoot(window, folder, u"studio-models"_s + tail);
    page->modelsSheet()->dismiss();
    page->styleEditor()->open();
    shoot(window, folder, u"studio-style"_s + tail);
    page->styleEditor()->dismiss();
    page->openFile(u"cat.png"_s);
    settle();
    shoot(window, folder, u"studio-import"_s + tail);
    page->importSheet()->dismiss();
}

void shootOthers(fake::World &world, MainWindow &window, SharePage &page, const QString &folder, const QString &tail)
{
    const QSize usual = window.size();
    page.showSection(ShareSection::Others);
    shoot(window, folder, u"share-others-none"_s + tail);
    world.ask.fillProviders(fake::proven(), fake::unproven());
    AskProvidersCard *providers = page.others()->providers();
    providers->list()->setCurrentIndex(providers->list()->model()->index(0, 0));
    shoot(window, folder, u"share-others-providers"_s + tail);
    providers->agreeButton()->click();
    settle();
    shoot(window, folder, u"share-agree"_s + tail);
    providers->sheet()->nextButton()->click();
    settle();
    shoot(window, folder, u"share-agree-preview"_s + tail);
    providers->sheet()->dismiss();
    world.ask.agree(world.clock.nowMs(), fake::proven());
    world.ask.fillJobs(world.clock.nowMs());
    AskAgreementsCard *agreements = page.others()->agreements();
    agreements->list()->setCurrentIndex(agreements->list()->model()->index(0, 0));
    shoot(window, folder, u"share-others"_s + tail);
    window.resize(usual.width(), 2300);
    shoot(window, folder, u"share-others-whole"_s + tail);
    window.resize(1024, 640);
    shoot(window, folder, u"share-others-small"_s + tail);
    window.resize(usual);
    window.showPage(PageId::Studio);
    auto *studio = qobject_cast<StudioPage *>(window.page(PageId::Studio));
    studio->prompt()->place()->othersChip()->click();
    shoot(window, folder, u"studio-others"_s + tail);
    window.resize(1024, 640);
    shoot(window, folder, u"studio-others-small"_s + tail);
    window.resize(usual);
    studio->prompt()->place()->hereChip()->click();
    window.showPage(PageId::Share);
}

void shootShare(fake::World &world, MainWindow &window, const QString &folder, const QString &tail)
{
    auto *page = qobject_cast<SharePage *>(window.page(PageId::Share));
    window.showPage(PageId::Share);
    shoot(window, folder, u"share"_s + tail);
    page->showSection(ShareSection::Earnings);
    shoot(window, folder, u"share-earnings-none"_s + tail);
    world.earnings.fill(world.clock.nowMs());
    world.paidWork.fill();
    world.peers.fill();
    world.door.fill(world.clock.nowMs());
    page->earnings()->list()->setCurrentIndex(page->earnings()->list()->model()->index(4, 0));
    page->earnings()->list()->setFocus();
    shoot(window, folder, u"share-earnings"_s + tail);
    const QSize usual = window.size();
    window.resize(usual.width(), 1240);
    shoot(window, folder, u"share-earnings-whole"_s + tail);
    window.resize(usual);
    page->paid()->offerButton()->click();
    settle();
    shoot(window, folder, u"share-offer"_s + tail);
    page->paid()->enlistSheet()->dismiss();
    shootOthers(world, window, *page, folder, tail);
    page->showSection(ShareSection::Programs);
    page->door()->list()->setCurrentIndex(page->door()->list()->model()->index(0, 0));
    shoot(window, folder, u"share-programs"_s + tail);
    page->door()->newButton()->click();
    page->door()->keySheet()->nameEdit()->setText(u"ainize-node"_s);
    page->door()->keySheet()->createButton()->click();
    shoot(window, folder, u"share-key"_s + tail);
    page->door()->keySheet()->dismiss();
    window.resize(1024, 640);
    for (const auto &[section, name] : {std::pair{ShareSection::Computer, u"share-small"_s},
                                        std::pair{ShareSection::Earnings, u"share-earnings-small"_s},
                                        std::pair{ShareSection::Programs, u"share-programs-small"_s}}) {
        page->showSection(section);
        shoot(window, folder, name + tail);
    }
    page->showSection(ShareSection::Computer);
    window.resize(usual);
}

void shootPool(fake::World &world, MainWindow &window, const QString &folder, const QString &tail)
{
    auto *page = qobject_cast<SharePage *>(window.page(PageId::Share));
    PoolSection *section = page->pool();
    window.showPage(PageId::Share);
    page->showSection(ShareSection::Boxes);
    shoot(window, folder, u"pool-none"_s + tail);
    section->joinButton()->click();
    shoot(window, folder, u"pool-join"_s + tail);
    section->joinSheet()->dismiss();
    world.pool.now.ability = PoolAbility::NoServer;
    Q_EMIT world.pool.changed();
    shoot(window, folder, u"pool-no-server"_s + tail);
    world.pool.fillGuest();
    const auto slide = [] { // of the switches
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 400)
            settle();
    };
    slide();
    section->seat()->leaveButton()->click();
    shoot(window, folder, u"pool-guest"_s + tail);
    section->seat()->keepButton()->click();
    world.pool.now = {};
    world.pool.fill(world.clock.nowMs());
    slide();
    const QSize usual = window.size();
    shoot(window, folder, u"pool"_s + tail);
    window.resize(usual.width(), 1240);
    section->fleet()->list()->setCurrentIndex(section->fleet()->list()->model()->index(1, 0));
    shoot(window, folder, u"pool-whole"_s + tail);
    window.resize(1024, 640);
    shoot(window, folder, u"pool-small"_s + tail);
    window.resize(usual);
    section->fleet()->inviteButton()->click();
    section->fleet()->inviteSheet()->nameEdit()->setText(u"render-3"_s);
    shoot(window, folder, u"pool-invite"_s + tail);
    section->fleet()->inviteSheet()->createButton()->click();
    shoot(window, folder, u"pool-invitation"_s + tail);
    section->fleet()->inviteSheet()->dismiss();
    page->showSection(ShareSection::Computer);
}

void shootHolder(fake::World &world, MainWindow &window, WalletPage &wallet, const QString &folder, const QString &tail)
{
    SendSheet *send = wallet.sendSheet();
    send->openLink(u"ain:%1?amount=3.25"_s.arg(fake::OtherAddress));
    shoot(window, folder, u"send-link"_s + tail);
    world.wallet.needsOtherDevice = true;
    send->nextButton()->click();
    settle();
    shoot(window, folder, u"send-watched"_s + tail);
    world.wallet.needsOtherDevice = false;
    send->dismiss();
    OfflineSheet *offline = wallet.offlineSheet();
    OfflineRow row;
    row.hash = u"0xaa"_s;
    row.summary = u"Send 3.25 AIN to 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266."_s;
    row.createdMs = world.clock.nowMs();
    row.expiresMs = row.createdMs + 6 * 86'400'000LL;
    world.offline.rows = {row};
    offline->open();
    shoot(window, folder, u"offline"_s + tail);
    offline->dismiss();
    offline->handOverSheet()->show(fake::Offline::message(true));
    offline->handOverSheet()->code()->setRunning(false);
    shoot(window, folder, u"offline-request"_s + tail);
    offline->handOverSheet()->dismiss();
    offline->signSheet()->open();
    shoot(window, folder, u"offline-take"_s + tail);
    offline->signSheet()->take("request");
    shoot(window, folder, u"offline-sign"_s + tail);
    offline->signSheet()->dismiss();
    offline->handOverSheet()->show(fake::Offline::message(false));
    offline->handOverSheet()->code()->setRunning(false);
    shoot(window, folder, u"offline-signature"_s + tail);
    offline->handOverSheet()->dismiss();
    offline->bringSheet()->open();
    shoot(window, folder, u"offline-bring"_s + tail);
    offline->bringSheet()->dismiss();
}

void shootDrill(fake::World &world, MainWindow &window, const QString &folder, const QString &tail)
{
    auto *page = qobject_cast<SettingsPage *>(window.page(PageId::Settings));
    page->drillSheet()->open();
    shoot(window, folder, u"drill"_s + tail);
    world.vault.drill.restored = {world.wallet.all.first()};
    world.vault.drill.missing = {world.wallet.all.last()};
    page->drillSheet()->wordsEdit()->setPlainText(QString::fromLatin1(fake::Phrase));
    page->drillSheet()->checkButton()->click();
    shoot(window, folder, u"drill-partly"_s + tail);
    page->drillSheet()->dismiss();
    Notice notice;
    notice.id = u"drill"_s;
    notice.tone = Tone::Warn;
    notice.text = [] { return u"…"_s; };
    notice.actionText = [] { return u"…"_s; };
    window.notices()->add(std::move(notice));
    world.vault.drillDue = true;
    Q_EMIT world.vault.drilled();
    shoot(window, folder, u"settings-notices"_s + tail);
    window.notices()->remove(u"drill"_s);
}

struct Look {
    QString name; ///< in the files' names
    ThemeChoice theme = ThemeChoice::Light;
};
const QList<Look> Looks{
    {u"light"_s, ThemeChoice::Light}, {u"dark"_s, ThemeChoice::Dark}, {u"contrast"_s, ThemeChoice::HighContrast}};

void shootAll(QApplication &application, const QString &folder, const QString &language, const Look &look, QSize size)
{
    fake::World world;
    world.settings.value.language = language;
    world.settings.value.theme = look.theme;
    world.activity.fill();
    world.collection.fill();
    Theme theme(application);
    Language tongue;
    Context context{theme, tongue, world.backends, world.clock};
    auto window = buildWindow(context);
    window->resize(size);
    window->show();
    const QString tail = u"-%1-%2"_s.arg(look.name, language);

    auto *wallet = qobject_cast<WalletPage *>(window->page(PageId::Wallet));
    auto *collection = qobject_cast<CollectionPage *>(window->page(PageId::Collection));
    shoot(*window, folder, u"wallet"_s + tail);
    wallet->receiveSheet()->open();
    shoot(*window, folder, u"receive"_s + tail);
    wallet->receiveSheet()->dismiss();
    wallet->sendSheet()->open();
    wallet->sendSheet()->toEdit()->setText(fake::OtherAddress);
    wallet->sendSheet()->amountEdit()->setText(u"3.25"_s);
    shoot(*window, folder, u"send"_s + tail);
    wallet->sendSheet()->nextButton()->click();
    settle();
    shoot(*window, folder, u"send-preview"_s + tail);
    wallet->sendSheet()->nextButton()->click();
    settle();
    world.operations.tell(Stage::InBlock, false);
    shoot(*window, folder, u"send-progress"_s + tail);
    wallet->sendSheet()->dismiss();
    wallet->sendSheet()->open();
    wallet->sendSheet()->toEdit()->setText(u"0x"_s + QString(40, u'0'));
    wallet->sendSheet()->amountEdit()->setText(u"3.25"_s);
    wallet->sendSheet()->nextButton()->click();
    settle();
    shoot(*window, folder, u"send-unowned"_s + tail);
    wallet->sendSheet()->dismiss();
    shootHolder(world, *window, *wallet, folder, tail);
    shootOffline(world, *window, *wallet, folder, tail);
    shootProofs(world, *window, *wallet, folder, tail);
    shootExports(world, *window, *wallet, folder, tail);
    shootStakes(*window, *wallet, folder, tail);

    shootStudio(world, *window, folder, tail);
    window->showPage(PageId::Collection);
    shoot(*window, folder, u"collection"_s + tail);
    collection->mint();
    shoot(*window, folder, u"mint"_s + tail);
    collection->mintSheet()->dismiss();
    collection->detailSheet()->setToken(world.collection.mine.first());
    collection->detailSheet()->open();
    shoot(*window, folder, u"token"_s + tail);
    collection->detailSheet()->dismiss();
    shootSearch(world, *window, *collection, folder, tail);
    shootShare(world, *window, folder, tail);
    shootPool(world, *window, folder, tail);
    window->showPage(PageId::Activity);
    shoot(*window, folder, u"activity"_s + tail);
    shootReplacement(world, *window, folder, tail);
    window->showPage(PageId::Settings);
    shoot(*window, folder, u"settings"_s + tail);
    world.network.select(u"mainnet"_s).detach();
    shoot(*window, folder, u"settings-mainnet"_s + tail);
    world.network.select(u"practice"_s).detach();
    shootDrill(world, *window, folder, tail);
    window->showGuide();
    shoot(*window, folder, u"guide"_s + tail);
    window->guide()->dismiss();
    shootAlarm(world, *window, folder, tail);
    world.vault.become(VaultState::Locked);
    shoot(*window, folder, u"lock"_s + tail);
    world.vault.become(VaultState::Missing);
    shoot(*window, folder, u"firstrun"_s + tail);
    auto *firstRun = window->findChild<FirstRunPage *>();
    firstRun->enter(FirstRunPage::Door::Create);
    shoot(*window, folder, u"firstrun-words"_s + tail);
    firstRun->enter(FirstRunPage::Door::Restore);
    shoot(*window, folder, u"firstrun-restore"_s + tail);
}

} // namespace

// usage: ain_ui_screenshots FOLDER [LOOKS [LANGUAGES [WIDTHxHEIGHT]]], several with commas; QT_SCALE_FACTOR=2 for 200 %
int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2 || !QDir().mkpath(arguments.at(1)) || !initializeSecretMemory())
        return 2;
    const auto given = [&arguments](int index, const QString &fallback) {
        return (arguments.size() > index ? arguments.at(index) : fallback);
    };
    const QStringList looks = given(2, u"light,dark"_s).split(u',');
    const QStringList size = given(4, u"1366x768"_s).split(u'x');
    if (size.size() != 2)
        return 2;
    for (const QString &language : given(3, u"ko,en"_s).split(u',')) {
        for (const Look &look : Looks) {
            if (looks.contains(look.name))
                shootAll(application, arguments.at(1), language, look, QSize(size.at(0).toInt(), size.at(1).toInt()));
        }
    }
    return 0;
}
