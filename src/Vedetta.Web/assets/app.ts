// Everything that makes pages faster for the hands. Each page works without it.
import { startBusy } from './busy';
import { startCommands } from './commands';
import { startCutoff } from './cutoff';
import { startHeat } from './heat';
import { startKeys } from './keys';
import { startPolling } from './poll';
import { startTheme } from './theme';

startTheme();
startCommands();
startHeat();
startCutoff();
startPolling();
startKeys();
startBusy();
