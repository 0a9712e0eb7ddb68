<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
