<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Cli</name>
    <message numerus="yes">
        <source>a new password has at least %n character(s)</source>
        <translation>
            <numerusform>a new password has at least %n character</numerusform>
            <numerusform>a new password has at least %n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::AgreeSheet</name>
    <message numerus="yes">
        <source>%n job(s) wait there.</source>
        <translation>
            <numerusform>%n job waits there.</numerusform>
            <numerusform>%n jobs wait there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::AskAgreementModel</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::DoorKeyModel</name>
    <message numerus="yes">
        <source>%1 of %2 pictures today, %n request(s) at once</source>
        <translation>
            <numerusform>%1 of %2 pictures today, %n request at once</numerusform>
            <numerusform>%1 of %2 pictures today, %n requests at once</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::DrillSheet</name>
    <message numerus="yes">
        <source>Good: it brings back all %n account(s) of this vault.</source>
        <translation>
            <numerusform>Good: it brings back the one account of this vault.</numerusform>
            <numerusform>Good: it brings back all %n accounts of this vault.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It brings back %n account(s), but not all of them.</source>
        <translation>
            <numerusform>It brings back %n account, but not all of them.</numerusform>
            <numerusform>It brings back %n accounts, but not all of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) are only watched and have no key here.</source>
        <translation>
            <numerusform>%n account is only watched and has no key here.</numerusform>
            <numerusform>%n accounts are only watched and have no key here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The file holds %n account(s) more that are not here.</source>
        <translation>
            <numerusform>The file holds %n account more that is not here.</numerusform>
            <numerusform>The file holds %n accounts more that are not here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::EarningsCard</name>
    <message numerus="yes">
        <source>%n job(s), %1 megapixel-steps</source>
        <translation>
            <numerusform>%n job, %1 megapixel-steps</numerusform>
            <numerusform>%n jobs, %1 megapixel-steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::EarningsModel</name>
    <message numerus="yes">
        <source>%n job(s), %1 megapixel-steps</source>
        <translation>
            <numerusform>%n job, %1 megapixel-steps</numerusform>
            <numerusform>%n jobs, %1 megapixel-steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::ExportSheet</name>
    <message numerus="yes">
        <source>Covers itself in %n second(s), and when another window comes to the front.</source>
        <translation>
            <numerusform>Covers itself in %n second, and when another window comes to the front.</numerusform>
            <numerusform>Covers itself in %n seconds, and when another window comes to the front.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::GalleryCard</name>
    <message numerus="yes">
        <source>The grid of %n picture(s) is drawn.</source>
        <translation>
            <numerusform>The grid of %n picture is drawn.</numerusform>
            <numerusform>The grid of %n pictures is drawn.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chosen</source>
        <translation>
            <numerusform>%n chosen</numerusform>
            <numerusform>%n chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) deleted</source>
        <translation>
            <numerusform>%n picture deleted</numerusform>
            <numerusform>%n pictures deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::GridSheet</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n picture</numerusform>
            <numerusform>%n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::LightCard</name>
    <message numerus="yes">
        <source>%n validator(s), %1 staked</source>
        <translation>
            <numerusform>%n validator, %1 staked</numerusform>
            <numerusform>%n validators, %1 staked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::LockPage</name>
    <message numerus="yes">
        <source>Next try in %n second(s)</source>
        <translation>
            <numerusform>Next try in %n second</numerusform>
            <numerusform>Next try in %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::ModelsSheet</name>
    <message numerus="yes">
        <source>%n model(s) added.</source>
        <translation>
            <numerusform>%n model added.</numerusform>
            <numerusform>%n models added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) refused:</source>
        <translation>
            <numerusform>%n file refused:</numerusform>
            <numerusform>%n files refused:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::PaidCard</name>
    <message numerus="yes">
        <source>Drawing for pay at %1: %n job(s)</source>
        <translation>
            <numerusform>Drawing for pay at %1: %n job</numerusform>
            <numerusform>Drawing for pay at %1: %n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::PeersCard</name>
    <message numerus="yes">
        <source>Drawing for others at %1: %n picture(s)</source>
        <translation>
            <numerusform>Drawing for others at %1: %n picture</numerusform>
            <numerusform>Drawing for others at %1: %n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) known</source>
        <translation>
            <numerusform>%n node known</numerusform>
            <numerusform>%n nodes known</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) drawn for others today</source>
        <translation>
            <numerusform>%n picture drawn for others today</numerusform>
            <numerusform>%n pictures drawn for others today</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::PoolBoxModel</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in the last hour</source>
        <translation>
            <numerusform>%n in the last hour</numerusform>
            <numerusform>%n in the last hour</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::PoolFleetCard</name>
    <message numerus="yes">
        <source>%n at work</source>
        <translation>
            <numerusform>%n at work</numerusform>
            <numerusform>%n at work</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) in the last hour, %1 a minute</source>
        <translation>
            <numerusform>%n picture in the last hour, %1 a minute</numerusform>
            <numerusform>%n pictures in the last hour, %1 a minute</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in the queue</source>
        <translation>
            <numerusform>%n in the queue</numerusform>
            <numerusform>%n in the queue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) to come</source>
        <translation>
            <numerusform>%n picture to come</numerusform>
            <numerusform>%n pictures to come</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n came into the gallery</source>
        <translation>
            <numerusform>%n came into the gallery</numerusform>
            <numerusform>%n came into the gallery</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::PoolSeatCard</name>
    <message numerus="yes">
        <source>%n picture(s) so far</source>
        <translation>
            <numerusform>%n picture so far</numerusform>
            <numerusform>%n pictures so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n handed back when you came</source>
        <translation>
            <numerusform>%n handed back when you came</numerusform>
            <numerusform>%n handed back when you came</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::PromptCard</name>
    <message numerus="yes">
        <source>Draw %n picture(s)</source>
        <translation>
            <numerusform>Draw %n picture</numerusform>
            <numerusform>Draw %n pictures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Ask for %n picture(s)</source>
        <translation>
            <numerusform>Ask for the picture</numerusform>
            <numerusform>Ask for %n pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::QueueStrip</name>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::SearchSheet</name>
    <message numerus="yes">
        <source>%n token(s) of yours are in your collection now.</source>
        <translation>
            <numerusform>%n token of yours is in your collection now.</numerusform>
            <numerusform>%n tokens of yours are in your collection now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::SettingsPage</name>
    <message numerus="yes">
        <source>After %n minute(s)</source>
        <translation>
            <numerusform>After %n minute</numerusform>
            <numerusform>After %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::StudioPage</name>
    <message numerus="yes">
        <source>%n picture(s) asked for. They come into the gallery; Share shows how far they are.</source>
        <translation>
            <numerusform>The picture is asked for. It comes into the gallery; Share shows how far it is.</numerusform>
            <numerusform>%n pictures are asked for. They come into the gallery; Share shows how far they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::SwitchCard</name>
    <message numerus="yes">
        <source>Stops the moment you touch the computer: %1 (99 % of the last %n time(s)).</source>
        <translation>
            <numerusform>Stops the moment you touch the computer: %1 (99 % of the last %n time).</numerusform>
            <numerusform>Stops the moment you touch the computer: %1 (99 % of the last %n times).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::WalletPage</name>
    <message numerus="yes">
        <source>%1 · %n transaction(s) so far (nonce)</source>
        <translation>
            <numerusform>%1 · %n transaction so far (nonce)</numerusform>
            <numerusform>%1 · %n transactions so far (nonce)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ain::ui::WordGrid</name>
    <message numerus="yes">
        <source>%n word(s), shown on screen only. They are not handed to other programs.</source>
        <translation>
            <numerusform>%n word, shown on screen only. They are not handed to other programs.</numerusform>
            <numerusform>%n words, shown on screen only. They are not handed to other programs.</numerusform>
        </translation>
    </message>
</context>
</TS>
